package io.rauta.sources.file;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What objects of a model class have, found by reflection once per class. */
sealed interface Shape {

  /** The class. */
  Class<?> type();

  /** Types of all fields, by the field's name in documents. */
  Map<String, Type> properties();

  /** A new object with these values, each of its property's type. */
  Object create(Map<String, Object> values);

  static Shape of(Class<?> type) {
    return Shapes.KNOWN.get(type);
  }

  /**
   * A class with setters, as the API's kinds are.
   *
   * @param type the class
   * @param properties types by name
   * @param setters by name
   * @param constructor without parameters
   */
  record Bean(
      Class<?> type,
      Map<String, Type> properties,
      Map<String, Method> setters,
      Constructor<?> constructor)
      implements Shape {

    /** What the API's classes call the place for fields they do not know. */
    private static final String ANY_OTHER = "additionalProperties";

    static Bean of(Class<?> type) throws NoSuchMethodException {
      Map<String, Type> properties = new TreeMap<>();
      Map<String, Method> setters = new TreeMap<>();
      for (Method method : type.getMethods()) {
        if (method.getName().startsWith("set") && method.getParameterCount() == 1) {
          String name = field(method.getName().substring(3));
          if (!name.equals(ANY_OTHER)) {
            properties.put(name, method.getGenericParameterTypes()[0]);
            setters.put(name, method);
          }
        }
      }
      return new Bean(
          type,
          Collections.unmodifiableMap(properties),
          Collections.unmodifiableMap(setters),
          type.getConstructor());
    }

    private static String field(String property) {
      return property.substring(0, 1).toLowerCase(Locale.ROOT) + property.substring(1);
    }

    @Override
    public Object create(Map<String, Object> values) {
      try {
        Object bean = constructor.newInstance();
        for (Map.Entry<String, Object> value : values.entrySet()) {
          Objects.requireNonNull(setters.get(value.getKey())).invoke(bean, value.getValue());
        }
        return bean;
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(type + " cannot be made", e);
      }
    }
  }

  /**
   * A record, as our own kinds use.
   *
   * @param type the class
   * @param properties types by name
   * @param names of the components in their order
   * @param constructor with all components
   */
  record Components(
      Class<?> type, Map<String, Type> properties, List<String> names, Constructor<?> constructor)
      implements Shape {

    static Components of(Class<?> type) throws NoSuchMethodException {
      Map<String, Type> properties = new TreeMap<>();
      List<String> names = new ArrayList<>();
      RecordComponent[] components = type.getRecordComponents();
      for (RecordComponent component : components) {
        properties.put(component.getName(), component.getGenericType());
        names.add(component.getName());
      }
      Class<?>[] parameters =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      return new Components(
          type,
          Collections.unmodifiableMap(properties),
          List.copyOf(names),
          type.getDeclaredConstructor(parameters));
    }

    @Override
    public Object create(Map<String, Object> values) {
      @Nullable Object[] arguments = names.stream().map(values::get).toArray();
      try {
        return constructor.newInstance(arguments);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(type + " cannot be made", e);
      }
    }
  }

  /** The shapes found so far; any thread. */
  final class Shapes {
    private static final ClassValue<Shape> KNOWN =
        new ClassValue<>() {
          @Override
          protected Shape computeValue(Class<?> type) {
            try {
              return type.isRecord() ? Components.of(type) : Bean.of(type);
            } catch (NoSuchMethodException e) {
              throw new IllegalStateException(type + " is no class of a model", e);
            }
          }
        };

    private Shapes() {}
  }
}
