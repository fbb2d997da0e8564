package io.rauta.control.tls;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** X.509 certificates (RFC 5280) in PEM text. */
final class Certificates {

  static final String LABEL = "CERTIFICATE";

  /** What a general name is that holds a host name (RFC 5280, 4.2.1.6). */
  private static final int DNS_NAME = 2;

  private Certificates() {}

  /** The certificates of {@code text} in its order, at least one. */
  static List<X509Certificate> read(String text) throws UnusableText {
    List<X509Certificate> certificates = new ArrayList<>(2);
    for (Pem.Block block : Pem.blocks(text)) {
      if (block.label().equals(LABEL)) {
        certificates.add(certificate(block));
      }
    }
    if (certificates.isEmpty()) {
      throw new UnusableText("holds no PEM block " + LABEL);
    }
    return certificates;
  }

  private static X509Certificate certificate(Pem.Block block) throws UnusableText {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.der()));
    } catch (CertificateException e) {
      throw new UnusableText("holds a certificate that cannot be read");
    }
  }

  /** The certificates as PEM text, each once. */
  static String write(List<X509Certificate> certificates) throws UnusableText {
    StringBuilder text = new StringBuilder();
    for (X509Certificate certificate : certificates.stream().distinct().toList()) {
      try {
        text.append(Pem.write(LABEL, certificate.getEncoded()));
      } catch (CertificateEncodingException e) {
        throw new UnusableText("holds a certificate that cannot be written");
      }
    }
    return text.toString();
  }

  /** The host names among the subject alternative names, in lower case. */
  static List<String> dnsNames(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      for (List<?> name : all == null ? List.<List<?>>of() : all) {
        if (name.get(0).equals(DNS_NAME) && name.get(1) instanceof String text) {
          names.add(text.toLowerCase(Locale.ROOT));
        }
      }
    } catch (CertificateParsingException e) {
      return List.of();
    }
    return names;
  }
}
