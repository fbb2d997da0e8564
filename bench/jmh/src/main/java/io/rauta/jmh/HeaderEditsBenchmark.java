package io.rauta.jmh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rauta.proxy.http.FieldName;
import io.rauta.proxy.http.HeaderBlock;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to index the fields of a request, edit them and write them out. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HeaderEditsBenchmark {

  private static final byte[] FORWARDED_FOR = ascii("x-forwarded-for");
  private static final byte[] REQUEST_ID = ascii("x-request-id");
  private static final byte[] SET_NAME = ascii("x-team");
  private static final byte[] PRIORITY = ascii("priority");
  private static final byte[] ADDRESS = ascii("192.0.2.17");
  private static final byte[] ID = ascii("01987c3e-6c1f-7d31-9f0b-5b1f6a0d2c11");

  private final HeaderBlock block = new HeaderBlock();
  private final ByteBuf head =
      Unpooled.directBuffer().writeBytes(RequestHeads.BROWSER.getBytes(StandardCharsets.US_ASCII));
  private final ByteBuf out = Unpooled.directBuffer(4096);
  private final List<int[]> positions = RequestHeads.fieldPositions(RequestHeads.BROWSER);

  /** Indexes and writes twelve fields that nobody edits: the floor. */
  @Benchmark
  public ByteBuf untouched() {
    fill();
    return write();
  }

  /** The edits every forwarded request gets. */
  @Benchmark
  public ByteBuf forwarded() {
    fill();
    block.removeAll(FieldName.CONNECTION);
    block.removeAll(FieldName.X_FORWARDED_FOR);
    block.add(FORWARDED_FOR, ADDRESS);
    block.add(REQUEST_ID, ID);
    return write();
  }

  /** A header modifier on top: one field set, one removed by name. */
  @Benchmark
  public ByteBuf modified() {
    fill();
    block.removeAll(FieldName.CONNECTION);
    block.removeAll(FieldName.X_FORWARDED_FOR);
    block.add(FORWARDED_FOR, ADDRESS);
    block.add(REQUEST_ID, ID);
    block.removeAll(SET_NAME);
    block.add(SET_NAME, ADDRESS);
    block.removeAll(PRIORITY);
    return write();
  }

  private void fill() {
    block.clear();
    head.readerIndex(0);
    block.append(head, head.readableBytes());
    for (int[] at : positions) {
      block.index(at[0], at[1], at[2], at[3], at[3] + 2);
    }
  }

  private ByteBuf write() {
    out.clear();
    block.writeTo(out);
    return out;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
