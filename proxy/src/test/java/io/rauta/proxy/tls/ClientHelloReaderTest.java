package io.rauta.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rauta.proxy.tls.ClientHelloReader.State;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;

/** The first message of a client is found however it is cut, and nothing else is taken for it. */
final class ClientHelloReaderTest {

  private static final int HEAD = 5;

  private static byte[] hello() throws Exception {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine("Shop.example.com", 443);
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setServerNames(List.of(new SNIHostName("Shop.example.com")));
    parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
    engine.setSSLParameters(parameters);
    ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), out);
    byte[] record = new byte[out.position()];
    out.flip().get(record);
    return record;
  }

  private static State read(ClientHelloReader reader, byte[] bytes) {
    ByteBuf in = Unpooled.wrappedBuffer(bytes);
    State state = reader.read(in);
    assertThat(in.readableBytes()).isEqualTo(bytes.length);
    return state;
  }

  private static void assertFound(ClientHelloReader reader) {
    assertThat(reader.hello())
        .isEqualTo(Optional.of(new ClientHello("shop.example.com", List.of("h2", "http/1.1"))));
  }

  @Test
  void isFoundInOneRead() throws Exception {
    ClientHelloReader reader = new ClientHelloReader();
    assertThat(read(reader, hello())).isEqualTo(State.COMPLETE);
    assertFound(reader);
  }

  @Test
  void isFoundByteByByte() throws Exception {
    byte[] hello = hello();
    ClientHelloReader reader = new ClientHelloReader();
    for (int i = 0; i < hello.length - 1; i++) {
      assertThat(read(reader, new byte[] {hello[i]})).isEqualTo(State.MORE);
    }
    assertThat(read(reader, new byte[] {hello[hello.length - 1]})).isEqualTo(State.COMPLETE);
    assertFound(reader);
  }

  @Test
  void isFoundInRecordsOfOneByte() throws Exception {
    byte[] hello = hello();
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    for (int i = HEAD; i < hello.length; i++) {
      records.writeBytes(new byte[] {22, 3, 1, 0, 1, hello[i]});
    }
    ClientHelloReader reader = new ClientHelloReader();
    assertThat(read(reader, records.toByteArray())).isEqualTo(State.COMPLETE);
    assertFound(reader);
  }

  @Test
  void anythingElseIsNot() {
    assertThat(read(new ClientHelloReader(), "GET / HTTP/1.1".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(State.FOREIGN);
    assertThat(read(new ClientHelloReader(), new byte[] {23, 3, 3, 0, 1, 0}))
        .isEqualTo(State.UNEXPECTED);
    assertThat(read(new ClientHelloReader(), new byte[] {22, 3, 3, 0, 0}))
        .isEqualTo(State.UNEXPECTED);
    assertThat(read(new ClientHelloReader(), new byte[] {22, 3, 3, 0, 4, 2, 0, 0, 0}))
        .isEqualTo(State.UNEXPECTED);
  }

  @Test
  void oneThatIsTooLongIsNotReadOn() {
    assertThat(read(new ClientHelloReader(), new byte[] {22, 3, 3, 0, 9, 1, 1, 0, 0}))
        .isEqualTo(State.TOO_LONG);
  }

  @Test
  void oneThatBreaksTheGrammarIsEmpty() throws Exception {
    byte[] hello = hello();
    hello[HEAD + 4 + 34] = (byte) 0xff;
    ClientHelloReader reader = new ClientHelloReader();
    assertThat(read(reader, hello)).isEqualTo(State.COMPLETE);
    assertThat(reader.hello()).isEmpty();
  }
}
