package io.rauta.origins.tls;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;

/** An issuer of certificates for tests (RFC 5280): a root of its own, or below another one. */
public final class TestIssuer {

  private static final AtomicLong SERIAL = new AtomicLong(System.nanoTime() >>> 1);
  private static final byte[] ECDSA_SHA256 =
      Der.sequence(Der.identifier(1, 2, 840, 10045, 4, 3, 2));
  private static final byte[] VERSION_3 = Der.element(0xa0, Der.integer(BigInteger.TWO));
  private static final int URI = 0x86;
  private static final int DNS = 0x82;

  private final X500Principal name;
  private final KeyPair keys;
  private final X509Certificate certificate;
  private final List<X509Certificate> above;

  /** Kinds of keys. */
  public enum Kind {
    EC,
    RSA
  }

  private TestIssuer(
      X500Principal name, KeyPair keys, X509Certificate certificate, List<X509Certificate> above) {
    this.name = name;
    this.keys = keys;
    this.certificate = certificate;
    this.above = above;
  }

  /** One that signed itself. */
  public static TestIssuer root(String name) {
    X500Principal subject = new X500Principal("CN=" + name);
    KeyPair keys = keys(Kind.EC);
    X509Certificate own =
        sign(subject, keys, subject, keys, Instant.now(), Duration.ofDays(30), authority());
    return new TestIssuer(subject, keys, own, List.of());
  }

  /** One that this one has signed. */
  public TestIssuer below(String lowerName) {
    X500Principal subject = new X500Principal("CN=" + lowerName);
    KeyPair lower = keys(Kind.EC);
    X509Certificate signed =
        sign(name, keys, subject, lower, Instant.now(), Duration.ofDays(30), authority());
    List<X509Certificate> chain = new ArrayList<>(List.of(signed));
    chain.addAll(above);
    return new TestIssuer(subject, lower, signed, chain);
  }

  /** Its own certificate as PEM text. */
  public String certificates() {
    return TestIdentity.pem(certificate);
  }

  /** Its own certificate. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** An identity of an EC key that is good for {@code names}, for 30 days. */
  public TestIdentity issue(String... names) {
    return issue(Kind.EC, names);
  }

  /** An identity that is good for {@code names}, of hosts or URIs, for 30 days. */
  public TestIdentity issue(Kind kind, String... names) {
    return issue(kind, Instant.now(), Duration.ofDays(30), names);
  }

  /** An identity that is good for {@code names} from a day before {@code from} on. */
  public TestIdentity issue(Kind kind, Instant from, Duration valid, String... names) {
    KeyPair own = keys(kind);
    X500Principal subject = new X500Principal("CN=" + names[0].replaceAll("[^a-z0-9.]", "-"));
    X509Certificate signed = sign(name, keys, subject, own, from, valid, alternatives(names));
    List<X509Certificate> chain = new ArrayList<>(List.of(signed));
    chain.addAll(above);
    return new TestIdentity(chain, own.getPrivate());
  }

  private static byte[] authority() {
    return Der.sequence(Der.identifier(2, 5, 29, 19), Der.TRUE, Der.octets(Der.sequence(Der.TRUE)));
  }

  private static byte[] alternatives(String... names) {
    byte[][] written =
        Arrays.stream(names)
            .map(
                alternative ->
                    Der.element(
                        alternative.contains(":") ? URI : DNS,
                        alternative.getBytes(StandardCharsets.US_ASCII)))
            .toArray(byte[][]::new);
    return Der.sequence(Der.identifier(2, 5, 29, 17), Der.octets(Der.sequence(written)));
  }

  private static X509Certificate sign(
      X500Principal issuer,
      KeyPair signing,
      X500Principal subject,
      KeyPair own,
      Instant from,
      Duration valid,
      byte[] extension) {
    byte[] body =
        Der.sequence(
            VERSION_3,
            Der.integer(BigInteger.valueOf(SERIAL.incrementAndGet())),
            ECDSA_SHA256,
            issuer.getEncoded(),
            Der.sequence(Der.time(from.minus(Duration.ofDays(1))), Der.time(from.plus(valid))),
            subject.getEncoded(),
            own.getPublic().getEncoded(),
            Der.element(0xa3, Der.sequence(extension)));
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(signing.getPrivate());
      signature.update(body);
      return TestIdentity.read(Der.sequence(body, ECDSA_SHA256, Der.bits(signature.sign())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keys(Kind kind) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.name());
      switch (kind) {
        case EC -> generator.initialize(new ECGenParameterSpec("secp256r1"));
        case RSA -> generator.initialize(2048);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
