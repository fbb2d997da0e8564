package io.rauta.control.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.BackendTLSPolicy;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GRPCRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.GatewayClass;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ListenerSet;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ReferenceGrant;
import io.rauta.control.ApiServer;
import io.rauta.control.ObjectKey;
import io.rauta.control.ObjectRef;
import io.rauta.control.Resources;
import io.rauta.control.api.Backend;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads YAML documents into {@link Resources}. */
public final class Objects {

  private static final ObjectMapper YAML = new YAMLMapper();
  private static final Map<String, Class<?>> MODELS =
      Map.ofEntries(
          Map.entry("GatewayClass", GatewayClass.class),
          Map.entry("Gateway", Gateway.class),
          Map.entry("ListenerSet", ListenerSet.class),
          Map.entry("HTTPRoute", HTTPRoute.class),
          Map.entry("GRPCRoute", GRPCRoute.class),
          Map.entry("ReferenceGrant", ReferenceGrant.class),
          Map.entry("Backend", Backend.class),
          Map.entry("Service", Service.class),
          Map.entry("EndpointSlice", EndpointSlice.class),
          Map.entry("Namespace", Namespace.class),
          Map.entry("BackendTLSPolicy", BackendTLSPolicy.class),
          Map.entry("Secret", Secret.class),
          Map.entry("ConfigMap", ConfigMap.class));

  private final Map<String, Map<ObjectKey, JsonNode>> byKind = new LinkedHashMap<>();

  private final Edit edit;

  private Objects(Edit edit) {
    this.edit = edit;
  }

  /** Changes documents. */
  @FunctionalInterface
  interface Edit {
    /** Changes one, whose name is taken. */
    void apply(ObjectRef object, ObjectNode document);
  }

  /** Reads every document of {@code yaml}. */
  public static Resources parse(String yaml) throws IOException {
    return parse(yaml, (object, document) -> {});
  }

  /**
   * Reads every document of {@code yaml}, each changed by {@code edit} after its name was taken;
   * one that no longer fits its kind is left out.
   */
  static Resources parse(String yaml, Edit edit) throws IOException {
    Objects objects = new Objects(edit);
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(yaml)) {
      while (documents.hasNext()) {
        JsonNode document = documents.next();
        if (document instanceof ObjectNode object) {
          objects.add(object);
        }
      }
    }
    return objects.resources();
  }

  private void add(ObjectNode document) {
    String kind = document.remove("kind").asText();
    if (!MODELS.containsKey(kind)) {
      throw new IllegalArgumentException("unknown kind " + kind);
    }
    boolean global = kind.equals("GatewayClass") || kind.equals("Namespace");
    JsonNode metadata = document.path("metadata");
    String namespace = global ? "" : metadata.path("namespace").asText("default");
    ObjectKey key = new ObjectKey(namespace, metadata.path("name").asText());
    ObjectNode original = document.deepCopy();
    edit.apply(new ObjectRef(kind, key), document);
    if (!document.equals(original) && !fits(kind, document)) {
      return;
    }
    byKind.computeIfAbsent(kind, name -> new LinkedHashMap<>()).put(key, document);
  }

  private Resources resources() {
    return new Resources(
        take("GatewayClass", GatewayClass.class),
        take("Gateway", Gateway.class),
        take("ListenerSet", ListenerSet.class),
        take("HTTPRoute", HTTPRoute.class),
        take("GRPCRoute", GRPCRoute.class),
        take("ReferenceGrant", ReferenceGrant.class),
        take("BackendTLSPolicy", BackendTLSPolicy.class),
        take("Backend", Backend.class),
        take("Service", Service.class),
        take("EndpointSlice", EndpointSlice.class),
        take("Namespace", Namespace.class),
        take("Secret", Secret.class),
        take("ConfigMap", ConfigMap.class),
        new ApiServer.Absent());
  }

  private static boolean fits(String kind, ObjectNode document) {
    try {
      YAML.convertValue(document, MODELS.get(kind));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private <T> Map<ObjectKey, T> take(String kind, Class<T> model) {
    Map<ObjectKey, T> objects = new LinkedHashMap<>();
    Map<ObjectKey, JsonNode> documents = byKind.remove(kind);
    if (documents != null) {
      documents.forEach((key, tree) -> objects.put(key, YAML.convertValue(tree, model)));
    }
    return objects;
  }
}
