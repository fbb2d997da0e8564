package io.rauta.origins.h2;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;

/**
 * Frames over a socket without any record of them, for load. Reading belongs to one thread; frames
 * may be sent from any.
 */
public final class FrameSocket implements Closeable {
  private static final int BUFFER = 64 * 1024;

  private final Socket socket;
  private final DataInputStream in;

  /** Takes over a connected socket; {@link #close} closes it. */
  public FrameSocket(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER));
  }

  /** Sends bytes in one write. */
  public synchronized void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Reads exactly so many bytes. */
  public byte[] readExactly(int count) throws IOException {
    byte[] bytes = new byte[count];
    in.readFully(bytes);
    return bytes;
  }

  /** Waits for the next frame; settings and pings are answered before it is handed on. */
  public Frame read() throws IOException {
    int lengthAndType = in.readInt();
    int flags = in.readUnsignedByte();
    int stream = in.readInt() & Integer.MAX_VALUE;
    Frame frame = new Frame(lengthAndType & 0xff, flags, stream, readExactly(lengthAndType >>> 8));
    if (frame.type() == Frame.SETTINGS && !frame.has(Frame.ACK)) {
      send(Frame.settingsAck().bytes());
    } else if (frame.type() == Frame.PING && !frame.has(Frame.ACK)) {
      send(new Frame(Frame.PING, Frame.ACK, 0, frame.payload()).bytes());
    }
    return frame;
  }

  /** Whether a frame has begun to arrive. */
  public boolean hasInput() throws IOException {
    return in.available() > 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
