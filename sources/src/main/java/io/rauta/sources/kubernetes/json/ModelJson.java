package io.rauta.sources.kubernetes.json;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.model.jackson.Jackson2JdkTypesModule;
import io.rauta.control.api.Backend;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes the model classes of API objects. What a class does not know is kept where it
 * has room for it, so that it survives being written back. For any thread.
 */
public final class ModelJson {

  private final KubernetesSerialization serialization;
  private final ObjectMapper mapper;

  /** Prepares to read and write; the classes themselves are looked at when they are first met. */
  public ModelJson() {
    AtomicReference<ObjectMapper> configured = new AtomicReference<>();
    this.serialization = new Revealing(configured);
    this.mapper =
        configured
            .get()
            .rebuild()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addMixIn(ObjectMeta.class, WithoutManagedFields.class)
            .addMixIn(Backend.class, ByItsClass.class)
            .build();
  }

  /** The same for a client; it keeps {@code managedFields}. */
  public KubernetesSerialization serialization() {
    return serialization;
  }

  /** Reads objects of {@code model} without their {@code managedFields}. */
  public ObjectReader reader(Class<?> model) {
    return mapper.readerFor(model);
  }

  /** Writes objects on one line each. */
  public ObjectWriter writer() {
    return mapper.writer();
  }

  /** Who manages which field is a third of an object, and nobody asks. */
  @JsonIgnoreProperties("managedFields")
  private abstract static class WithoutManagedFields {}

  /**
   * The interface of all models has a kind that the library does not know read as a generic one.
   */
  @JsonDeserialize(using = ValueDeserializer.None.class)
  private abstract static class ByItsClass {}

  /** Tells how the client's library sets up its mapper, which is also how its models want it. */
  private static final class Revealing extends KubernetesSerialization {

    private final AtomicReference<ObjectMapper> configured;

    Revealing(AtomicReference<ObjectMapper> configured) {
      this.configured = configured; // before the line that calls configureMapper
      super(
          JsonMapper.builderWithJackson2Defaults().addModule(new Jackson2JdkTypesModule()).build(),
          false);
    }

    @Override
    protected ObjectMapper configureMapper(ObjectMapper plain) {
      ObjectMapper mapper = super.configureMapper(plain);
      configured.set(mapper);
      return mapper;
    }
  }
}
