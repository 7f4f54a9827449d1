package io.starling.benchmarks.voice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * Everybody who hears, on one thread: notes how long ago each chunk was said, by the time in its
 * audio. A chunk is timed when the read that brought it returns.
 */
final class Listeners implements Runnable {

  private static final int VOICE_CHUNK = 0x40;
  private static final int AUDIO = 4 + 7;
  private static final int MICROS = 2_000_000;

  private final Selector selector;
  private final long[] byMicros = new long[MICROS + 1];
  private volatile boolean measuring;
  private volatile boolean done;
  private long count;

  Listeners() throws IOException {
    selector = Selector.open();
  }

  void add(Connection connection) throws IOException {
    connection.socket().configureBlocking(false);
    connection
        .socket()
        .register(
            selector,
            SelectionKey.OP_READ,
            ByteBuffer.allocateDirect(1 << 20).order(ByteOrder.BIG_ENDIAN));
  }

  void measure(boolean now) {
    measuring = now;
  }

  void stop() {
    done = true;
    selector.wakeup();
  }

  @Override
  public void run() {
    try {
      while (!done) {
        selector.select(this::read);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long count() {
    return count;
  }

  /** In ms; {@code share} of all took no longer. */
  double percentile(double share) {
    long left = (long) Math.ceil(count * share);
    int at = 0;
    while (at < MICROS && (left -= byMicros[at]) > 0) {
      at++;
    }
    return at / 1_000.0;
  }

  private void read(SelectionKey key) {
    ByteBuffer in = (ByteBuffer) key.attachment();
    try {
      if (((SocketChannel) key.channel()).read(in) < 0) {
        throw new IOException("the server has closed a listener");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    long now = System.nanoTime();
    in.flip();
    while (takeFrame(in, now)) {}
    in.compact();
  }

  private boolean takeFrame(ByteBuffer in, long now) {
    int at = in.position();
    if (in.remaining() < 4) {
      return false;
    }
    int shortLength = in.get(at + 1) & 0x7F;
    int payload = at + (shortLength < 126 ? 2 : 4);
    int length = shortLength < 126 ? shortLength : in.getShort(at + 2) & 0xFFFF;
    if (in.limit() < payload + length) {
      return false;
    }
    if ((in.get(at) & 0x0F) == 2 && in.get(payload) == VOICE_CHUNK && measuring) {
      long micros = (now - in.getLong(payload + AUDIO)) / 1_000;
      byMicros[(int) Math.min(MICROS, Math.max(0, micros))]++;
      count++;
    }
    in.position(payload + length);
    return true;
  }
}
