package io.rauta.control.api;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An upstream outside of Kubernetes Services: named endpoints by address, DNS name or Unix socket.
 */
@Group("gateway.rauta.io")
@Version("v1alpha1")
public final class Backend implements HasMetadata {

  private static final long serialVersionUID = 1L;

  private String apiVersion = "gateway.rauta.io/v1alpha1";
  private ObjectMeta metadata = new ObjectMeta();
  private BackendSpec spec = BackendSpec.EMPTY;
  private LinkedHashMap<String, Object> status = new LinkedHashMap<>();

  @Override
  public String getKind() {
    return "Backend";
  }

  @Override
  public String getApiVersion() {
    return apiVersion;
  }

  @Override
  public void setApiVersion(String version) {
    apiVersion = version;
  }

  @Override
  public ObjectMeta getMetadata() {
    return metadata;
  }

  @Override
  public void setMetadata(ObjectMeta value) {
    metadata = value;
  }

  /** What was said of it, as values of JSON; read by whoever writes it only. */
  public Map<String, Object> getStatus() {
    return Collections.unmodifiableMap(status);
  }

  /** Sets what was said of it. */
  @SuppressWarnings("ConstantValue") // what an object leaves out may arrive as null
  public void setStatus(Map<String, Object> value) {
    status = value == null ? new LinkedHashMap<>() : new LinkedHashMap<>(value);
  }

  /** What is asked for. */
  public BackendSpec getSpec() {
    return spec;
  }

  /** Sets what is asked for. */
  public void setSpec(BackendSpec value) {
    spec = value;
  }
}
