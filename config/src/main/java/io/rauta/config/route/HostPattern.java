package io.rauta.config.route;

/** Which host names are meant. Names are lower case, without port and trailing dot. */
public sealed interface HostPattern {

  /** Every host. */
  record Any() implements HostPattern {
    @Override
    public String toString() {
      return "*";
    }
  }

  /**
   * One host.
   *
   * @param name for example {@code shop.example.com}
   */
  record Exact(String name) implements HostPattern {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * Every host below a domain, at any depth, but not the domain itself.
   *
   * @param suffix with its leading dot, for example {@code .example.com} for {@code *.example.com}
   */
  record Below(String suffix) implements HostPattern {
    public Below {
      if (!suffix.startsWith(".") || suffix.length() < 2) {
        throw new IllegalArgumentException(
            "suffix " + suffix + " does not start with a dot and a name");
      }
    }

    @Override
    public String toString() {
      return "*" + suffix;
    }
  }
}
