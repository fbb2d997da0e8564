package io.rauta.proxy.http1.syntax;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rauta.config.listener.HttpLimits;
import io.rauta.config.listener.HttpSettings;
import io.rauta.jmh.RequestHeads;
import io.rauta.proxy.http.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to read a request head from a buffer and to judge it, up to the point where it can
 * be routed. Lives in the parser's package because the parser is not for others.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RequestParserBenchmark {

  /** The head that is read. */
  public enum Sender {
    /** What a load generator sends. */
    TOOL,
    /** What a browser sends. */
    BROWSER
  }

  @Param public Sender sender = Sender.TOOL;

  private final RequestHead head = new RequestHead();
  private final RequestLine line = new RequestLine(head);
  private final RequestRules rules = new RequestRules(head);
  private final HeadReader reader =
      new HeadReader(head.headers(), line, HeadLimits.of(HttpLimits.DEFAULT));
  private final ByteBuf in = Unpooled.directBuffer();
  private int split;

  /** Fills the buffer. */
  @Setup
  public void fill() {
    String text =
        switch (sender) {
          case TOOL -> RequestHeads.SMALL;
          case BROWSER -> RequestHeads.BROWSER;
        };
    in.clear().writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    split = text.length() / 2;
  }

  /** The whole head in one buffer. */
  @Benchmark
  public RequestHead whole() {
    in.readerIndex(0);
    reader.reset();
    return judged(reader.read(in));
  }

  /** The same head in two halves. */
  @Benchmark
  public RequestHead halves() {
    reader.reset();
    int end = in.writerIndex();
    in.setIndex(0, split);
    reader.read(in);
    in.writerIndex(end);
    return judged(reader.read(in));
  }

  private RequestHead judged(Progress progress) {
    if (progress != Progress.COMPLETE || rules.judge(line, HttpSettings.DEFAULT) != null) {
      throw new IllegalStateException("a good head was refused");
    }
    return head;
  }
}
