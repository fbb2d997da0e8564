package io.rauta.control.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a Gateway asks of the place where it is served.
 *
 * @param className its class
 * @param addresses the addresses it asks for, in its order, each once; none to have one assigned
 * @param labels what is to be on the object that stands for it
 * @param annotations likewise
 */
public record AskedPlace(
    String className,
    List<AskedAddress> addresses,
    Map<String, String> labels,
    Map<String, String> annotations) {
  public AskedPlace {
    addresses = List.copyOf(addresses);
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }

  /** An address that a Gateway asks for. */
  public sealed interface AskedAddress {

    /** Whichever is assigned. */
    record Any() implements AskedAddress {}

    /**
     * A certain one.
     *
     * @param field where it is asked for
     * @param ip an IP literal
     */
    record Fixed(String field, String ip) implements AskedAddress {}
  }

  /** The certain addresses that it asks for. */
  public List<AskedAddress.Fixed> fixed() {
    List<AskedAddress.Fixed> fixed = new ArrayList<>(addresses.size());
    for (AskedAddress address : addresses) {
      switch (address) {
        case AskedAddress.Fixed one -> fixed.add(one);
        case AskedAddress.Any() -> {}
      }
    }
    return fixed;
  }

  /** Whether one has to be assigned. */
  public boolean wantsAny() {
    return addresses.isEmpty() || addresses.contains(new AskedAddress.Any());
  }
}
