package io.rauta.proxy.http1.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.origins.vectors.Vector;
import io.rauta.origins.vectors.VectorFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every request vector, in one piece, byte by byte, and in two pieces cut at every position. */
class RequestVectorsTest {

  private static final List<Vector> VECTORS = VectorFile.folder("request");
  private static final List<String> ROWS =
      List.of(
          "A1",
          "A2",
          "A3",
          "A4",
          "A5",
          "A6",
          "A7",
          "A8",
          "A9",
          "A10",
          "A11",
          "A12",
          "A13",
          "A14",
          "A15",
          "A16",
          "A17",
          "A18",
          "A20",
          "A21",
          "A22",
          "table 1.0");

  static List<Vector> vectors() {
    return VECTORS;
  }

  @Test
  void everyThreatHasVectors() {
    for (String row : ROWS) {
      assertThat(VECTORS).as(row).anyMatch(vector -> vector.source().matches(row + "[; ].*"));
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void inOnePiece(Vector vector) {
    assertThat(describe(vector, RequestReading.of(vector.bytes()))).isEqualTo(vector.expected());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void byteByByte(Vector vector) {
    assertThat(describe(vector, RequestReading.bytewise(vector.bytes())))
        .isEqualTo(vector.expected());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void cutAtEveryPosition(Vector vector) {
    for (int cut : vector.cuts()) {
      assertThat(describe(vector, RequestReading.of(vector.bytes(), cut)))
          .as("cut at %d", cut)
          .isEqualTo(vector.expected());
    }
  }

  private static List<String> describe(Vector vector, List<Seen> seen) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < seen.size(); i++) {
      List<String> expected = vector.expected();
      lines.add(seen.get(i).describe(i < expected.size() ? expected.get(i) : ""));
    }
    return lines;
  }
}
