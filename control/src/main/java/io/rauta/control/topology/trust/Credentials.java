package io.rauta.control.topology.trust;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.Problem;
import io.rauta.control.Resources;
import io.rauta.control.TlsProblem;
import io.rauta.control.syntax.ApiNames;
import io.rauta.control.syntax.Given;
import io.rauta.control.tls.KeyPair;
import io.rauta.control.tls.Reading;
import io.rauta.control.tls.TlsTexts;
import io.rauta.control.topology.trust.ReferenceGrants.From;
import io.rauta.control.topology.trust.ReferenceGrants.To;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the certificates, keys and authorities that references lead to. Permission is asked before
 * existence, so that nobody learns what is in another namespace.
 *
 * <p>A Secret that can no longer be used leads to what it held when it last could, with a problem:
 * whoever renews certificates may make a mistake, and clients should not notice.
 */
public final class Credentials {

  private final Map<ObjectKey, Secret> secrets;
  private final Map<ObjectKey, ConfigMap> configMaps;
  private final ReferenceGrants grants;
  private final TlsTexts texts;
  private final Map<ObjectKey, KeyPair> before;
  private final Map<ObjectKey, KeyPair> inUse = new HashMap<>();

  /**
   * Finds among {@code resources}.
   *
   * @param grants who may refer to what
   * @param texts reads what is found
   * @param before what Secrets held that were in use before
   */
  public Credentials(
      Resources resources, ReferenceGrants grants, TlsTexts texts, Map<ObjectKey, KeyPair> before) {
    this.secrets = resources.secrets();
    this.configMaps = resources.configMaps();
    this.grants = grants;
    this.texts = texts;
    this.before = before;
  }

  /**
   * A reference as an object has it; what is absent there is empty here.
   *
   * @param group API group
   * @param kind kind
   * @param namespace namespace; empty for that of the object
   * @param name name
   */
  record Reference(String group, String kind, String namespace, String name) {

    static Reference of(
        @Nullable String group,
        @Nullable String kind,
        @Nullable String namespace,
        @Nullable String name) {
      return new Reference(
          Given.text(group), Given.text(kind), Given.text(namespace), Given.text(name));
    }

    private ObjectKey key(From from) {
      return new ObjectKey(namespace.isEmpty() ? from.namespace() : namespace, name);
    }
  }

  /** What the Secrets hold that were found so far. */
  public Map<ObjectKey, KeyPair> inUse() {
    return Map.copyOf(inUse);
  }

  /** The certificate and key of a Secret; empty with a problem if there is none. */
  Optional<KeyPair> keyPair(Reference ref, From from, String field, List<Problem> unresolved) {
    if (!mayUse(ref, ApiNames.SECRET, from, field, unresolved)) {
      return Optional.empty();
    }
    ObjectKey key = ref.key(from);
    ObjectRef to = new ObjectRef(ApiNames.SECRET, key);
    Secret secret = secrets.get(key);
    if (secret == null) {
      unresolved.add(new Problem.ReferentMissing(field, to));
      return Optional.empty();
    }
    Optional<KeyPair> pair =
        switch (texts.keyPair(key, secret)) {
          case Reading.Usable<KeyPair>(KeyPair read) -> Optional.of(read);
          case Reading.Unusable<KeyPair>(String why) -> {
            KeyPair kept = before.get(key);
            unresolved.add(
                kept == null
                    ? new TlsProblem.CertificateUnusable(field, to, why)
                    : new TlsProblem.CertificateOutdated(field, to, why));
            yield Optional.ofNullable(kept);
          }
        };
    pair.ifPresent(used -> inUse.put(key, used));
    return pair;
  }

  /** The certificates of a ConfigMap as PEM text; empty with a problem if there are none. */
  Optional<String> authorities(Reference ref, From from, String field, List<Problem> unresolved) {
    if (!mayUse(ref, ApiNames.CONFIG_MAP, from, field, unresolved)) {
      return Optional.empty();
    }
    ObjectKey key = ref.key(from);
    ObjectRef to = new ObjectRef(ApiNames.CONFIG_MAP, key);
    ConfigMap map = configMaps.get(key);
    if (map == null) {
      unresolved.add(new Problem.ReferentMissing(field, to));
      return Optional.empty();
    }
    return switch (texts.authorities(map)) {
      case Reading.Usable<String>(String read) -> Optional.of(read);
      case Reading.Unusable<String>(String why) -> {
        unresolved.add(new TlsProblem.CertificateUnusable(field, to, why));
        yield Optional.empty();
      }
    };
  }

  private boolean mayUse(
      Reference ref, String kind, From from, String field, List<Problem> unresolved) {
    if (!ref.group().isEmpty() || !ref.kind().equals(kind)) {
      unresolved.add(new Problem.ReferentKindUnknown(field, ref.group(), ref.kind(), kind));
      return false;
    }
    if (ref.name().isEmpty()) {
      unresolved.add(new Problem.Missing(field + ".name", "the " + kind));
      return false;
    }
    ObjectKey key = ref.key(from);
    if (!grants.mayReference(from, new To("", kind, key))) {
      unresolved.add(new Problem.NotGranted(field, new ObjectRef(kind, key)));
      return false;
    }
    return true;
  }
}
