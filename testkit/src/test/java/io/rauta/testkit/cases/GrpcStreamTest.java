package io.rauta.testkit.cases;

import static io.rauta.testkit.Manifests.GATEWAY;
import static io.rauta.testkit.Manifests.calls;
import static io.rauta.testkit.Manifests.ref;
import static org.assertj.core.api.Assertions.assertThat;

import io.rauta.origins.Field;
import io.rauta.origins.RawClient;
import io.rauta.origins.h2.Frame;
import io.rauta.origins.h2.Http2Message;
import io.rauta.origins.h2.Http2Wire;
import io.rauta.testkit.RunningGateway;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls of gRPC through a GRPCRoute, HTTP/2 on both sides, frame by frame. */
final class GrpcStreamTest {

  private static final int STREAM = 1;
  private static final String[] OK = {":status", "200", "content-type", "application/grpc"};

  @RegisterExtension static final RunningGateway GW = new RunningGateway();

  @Test
  void unaryCallsPassWithTheirTrailers() throws IOException {
    serve(
        wire -> {
          Http2Message call = wire.readMessage();
          wire.send(
              Http2Wire.headers(call.stream(), 0, OK),
              Frame.data(call.stream(), "got " + call.text(), 0),
              Http2Wire.headers(
                  call.stream(), Frame.END_STREAM, "grpc-status", "0", "x-te", call.field("te")));
          wire.readMessage();
        });

    try (RawClient client = GW.connect()) {
      Http2Wire wire = Http2Wire.connect(client);
      wire.send(call(), Frame.data(STREAM, "hello", Frame.END_STREAM));
      Http2Message answer = wire.readMessage();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.field("content-type")).isEqualTo("application/grpc");
      assertThat(answer.text()).isEqualTo("got hello");
      assertThat(answer.trailers())
          .containsExactly(new Field("grpc-status", "0"), new Field("x-te", "trailers"));
    }
    GW.awaitMetric(
        1, "rauta_grpc_calls_total", "route=\"GRPCRoute/default/calls\"", "grpc_status=\"0\"");
  }

  @Test
  void anAnswerOfFieldsAloneStaysOne() throws IOException {
    serve(
        wire -> {
          Http2Message call = wire.readMessage();
          wire.send(
              Http2Wire.headers(
                  call.stream(), Frame.END_STREAM, ":status", "200", "grpc-status", "7"));
          wire.readMessage();
        });

    try (RawClient client = GW.connect()) {
      Http2Wire wire = Http2Wire.connect(client);
      wire.send(call(), Frame.data(STREAM, "hello", Frame.END_STREAM));
      Frame head = wire.await(Frame.HEADERS);
      assertThat(head.has(Frame.END_STREAM)).isTrue();
      assertThat(wire.decode(head)).contains(new Field("grpc-status", "7"));
    }
  }

  @Test
  void answersOfOursAreFieldsAlone() throws IOException {
    GW.serve(GATEWAY);

    try (RawClient client = GW.connect()) {
      Http2Wire wire = Http2Wire.connect(client);
      wire.send(call());
      Frame head = wire.await(Frame.HEADERS);
      assertThat(head.has(Frame.END_STREAM)).isTrue();
      assertThat(wire.decode(head))
          .contains(
              new Field(":status", "200"),
              new Field("content-type", "application/grpc"),
              new Field("grpc-status", "12"));
    }
  }

  @Test
  void bothSidesSpeakAtTheSameTime() throws IOException {
    AtomicInteger heard = new AtomicInteger();
    serve(
        wire -> {
          Frame head = wire.await(Frame.HEADERS);
          wire.decode(head);
          int stream = head.stream();
          wire.send(Http2Wire.headers(stream, 0, OK), Frame.data(stream, "welcome", 0));
          while (true) {
            Frame data = wire.await(Frame.DATA);
            if (data.has(Frame.END_STREAM)) {
              break;
            }
            heard.incrementAndGet();
            wire.send(Frame.data(stream, "heard " + data.text(), 0));
          }
          wire.send(Http2Wire.headers(stream, Frame.END_STREAM, "grpc-status", "0"));
          wire.readMessage();
        });

    try (RawClient client = GW.connect()) {
      Http2Wire wire = Http2Wire.connect(client);
      wire.send(call());
      assertThat(wire.await(Frame.DATA).text()).isEqualTo("welcome");
      for (int i = 0; i < 20; i++) {
        wire.send(Frame.data(STREAM, "word " + i, 0));
        assertThat(wire.await(Frame.DATA).text()).isEqualTo("heard word " + i);
      }
      wire.send(Frame.data(STREAM, "", Frame.END_STREAM));
      Frame trailers = wire.await(Frame.HEADERS);
      assertThat(trailers.has(Frame.END_STREAM)).isTrue();
    }
    assertThat(heard).hasValue(20);
  }

  @Test
  void aCallThatIsCancelledIsCancelledAtItsBackend() throws Exception {
    CountDownLatch reset = new CountDownLatch(1);
    serve(
        wire -> {
          wire.await(Frame.HEADERS);
          if (wire.await(Frame.RST_STREAM).number(0) == Frame.CANCEL) {
            reset.countDown();
          }
          wire.readMessage();
        });

    try (RawClient client = GW.connect()) {
      Http2Wire wire = Http2Wire.connect(client);
      wire.send(call());
      RunningGateway.eventually(
          "the call under way", () -> GW.metric("rauta_upstream_streams_active") == 1);
      wire.send(Frame.reset(STREAM, Frame.CANCEL));
      reset.await();
    }
    GW.awaitMetric(1, "rauta_grpc_calls_total", "grpc_status=\"1\"");
    GW.awaitMetric(0, "rauta_active_requests");
  }

  @Test
  void aBackendThatHasHeardEnoughEndsTheCall() throws IOException {
    serve(
        wire -> {
          Frame head = wire.await(Frame.HEADERS);
          wire.send(
              Http2Wire.headers(head.stream(), 0, OK),
              Http2Wire.headers(head.stream(), Frame.END_STREAM, "grpc-status", "8"));
          wire.readMessage();
        });

    try (RawClient client = GW.connect()) {
      Http2Wire wire = Http2Wire.connect(client);
      wire.send(call(), Frame.data(STREAM, "more", 0));
      wire.decode(wire.await(Frame.HEADERS));
      Frame trailers = wire.await(Frame.HEADERS);
      assertThat(trailers.has(Frame.END_STREAM)).isTrue();
      assertThat(wire.decode(trailers)).contains(new Field("grpc-status", "8"));
      assertThat(wire.await(Frame.RST_STREAM).number(0)).isEqualTo(Frame.NO_ERROR);
    }
  }

  @Test
  void aBackendThatIsLostInTheMiddleIsUnavailable() throws IOException {
    serve(
        wire -> {
          Frame head = wire.await(Frame.HEADERS);
          wire.send(Http2Wire.headers(head.stream(), 0, OK), Frame.data(head.stream(), "begun", 0));
          wire.await(Frame.DATA);
          wire.send(Frame.reset(head.stream(), Frame.INTERNAL_ERROR));
          wire.readMessage();
        });

    try (RawClient client = GW.connect()) {
      Http2Wire wire = Http2Wire.connect(client);
      wire.send(call());
      wire.decode(wire.await(Frame.HEADERS));
      assertThat(wire.await(Frame.DATA).text()).isEqualTo("begun");
      wire.send(Frame.data(STREAM, "go on", 0));
      Frame trailers = wire.await(Frame.HEADERS);
      assertThat(trailers.has(Frame.END_STREAM)).isTrue();
      assertThat(wire.decode(trailers)).contains(new Field("grpc-status", "14"));
    }
    GW.awaitMetric(1, "rauta_requests_lost_total");
  }

  @Test
  void rulesAreByServiceAndMethod() throws IOException {
    for (String name : List.of("one", "two", "rest")) {
      GW.origins()
          .start(
              name,
              Http2Wire.script(
                  wire -> {
                    while (true) {
                      int stream = wire.readMessage().stream();
                      wire.send(named(stream, name));
                    }
                  }));
    }
    GW.serve(
        GATEWAY,
        GW.origins().backends(),
        calls(
            "calls",
            """
            rules:
            - matches: [{method: {service: pkg.Echo, method: One}}]
              backendRefs: [%s]
            - matches: [{method: {type: RegularExpression, method: "T.*"}}]
              backendRefs: [%s]
            - backendRefs: [%s]
            """
                .formatted(ref("one"), ref("two"), ref("rest"))));

    assertThat(asked("/pkg.Echo/One")).isEqualTo("one");
    assertThat(asked("/any.Service/Two")).isEqualTo("two");
    assertThat(asked("/pkg.Echo/Other")).isEqualTo("rest");
  }

  private static Frame named(int stream, String name) {
    return Http2Wire.headers(
        stream, Frame.END_STREAM, ":status", "200", "grpc-status", "0", "x-name", name);
  }

  private static String asked(String path) throws IOException {
    try (RawClient client = GW.connect()) {
      Http2Wire wire = Http2Wire.connect(client);
      wire.send(call(path), Frame.data(STREAM, "", Frame.END_STREAM));
      return wire.readMessage().field("x-name");
    }
  }

  private static void serve(Http2Wire.Play play) {
    GW.origins().start("echo", Http2Wire.script(play));
    GW.serve(
        GATEWAY,
        GW.origins().backends(),
        calls("calls", "rules:\n- backendRefs: [" + ref("echo") + "]\n"));
  }

  private static Frame call() {
    return call("/pkg.Echo/Echo");
  }

  private static Frame call(String path) {
    return Http2Wire.headers(
        STREAM,
        0,
        ":method",
        "POST",
        ":scheme",
        "http",
        ":path",
        path,
        ":authority",
        "h",
        "content-type",
        "application/grpc",
        "te",
        "trailers");
  }
}
