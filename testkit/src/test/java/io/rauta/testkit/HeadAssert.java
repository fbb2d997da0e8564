package io.rauta.testkit;

import io.rauta.origins.MessageHead;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** What a backend or a client sees of the fields of a head, whatever the case of their names. */
public final class HeadAssert extends AbstractAssert<HeadAssert, MessageHead> {

  private HeadAssert(MessageHead head) {
    super(head, HeadAssert.class);
  }

  public static HeadAssert assertThatHead(MessageHead head) {
    return new HeadAssert(head);
  }

  /** The fields of that name have exactly these values, in this order. */
  public HeadAssert has(String name, String... values) {
    List<String> seen = actual.values(name);
    if (!seen.equals(List.of(values))) {
      failWithMessage("expected %s: %s, saw %s", name, List.of(values), seen);
    }
    return this;
  }

  /** There is no field of that name. */
  public HeadAssert lacks(String name) {
    return has(name);
  }
}
