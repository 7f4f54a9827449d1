package io.starling.server.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates the messages of permessage-deflate (RFC 7692, section 7.2.2), each on its own. One for
 * all connections of an event loop, and confined to it.
 */
final class Inflation {

  /** A message may grow so much in any case. */
  static final int MAX_SMALL = 64 * 1024;

  /** Beyond that, so many times its compressed size: no input may cost more. */
  static final int MAX_FACTOR = 64;

  /**
   * Behind the four bytes that the sender has cut off comes a final block of nothing: only a
   * message that was whole ends with it.
   */
  private static final byte[] TAIL = {0, 0, -1, -1, 1, 0, 0, -1, -1};

  private static final int FIRST_BYTES = 256;
  private static final int STEP = 16 * 1024;

  private final Inflater inflater = new Inflater(true);
  private final ByteBuffer tail = ByteBuffer.wrap(TAIL);

  /** Whether a final block came before the message's end: one may (section 7.2.3.4). */
  private boolean restarted;

  /**
   * Inflates one message; the caller keeps it, and owns what is returned.
   *
   * @throws io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException with 1007 if it
   *     is no DEFLATE, with 1009 if it is more than {@code maxBytes}, or more than 64 KiB and 64
   *     times its size
   */
  ByteBuf inflate(ByteBuf message, int maxBytes, ByteBufAllocator allocator) {
    long grown = Math.max(MAX_SMALL, (long) MAX_FACTOR * message.readableBytes());
    int limit = (int) Math.min(maxBytes, grown);
    ByteBuf out = allocator.buffer(Math.min(FIRST_BYTES, limit), limit + 1);
    boolean whole = false;
    try {
      whole = inflates(message, out, limit);
    } catch (DataFormatException e) {
      throw FrameFault.NO_DEFLATE.exception();
    } finally {
      if (!whole) {
        out.release();
      }
    }
    if (!whole) {
      throw FrameFault.NO_DEFLATE.exception();
    }
    return out;
  }

  private boolean inflates(ByteBuf message, ByteBuf out, int limit) throws DataFormatException {
    inflater.reset();
    restarted = false;
    for (ByteBuffer piece : message.nioBuffers()) {
      inflate(piece, out, limit);
    }
    if (!inflater.finished()) {
      inflate(tail.rewind(), out, limit);
    }
    return inflater.finished();
  }

  private void inflate(ByteBuffer piece, ByteBuf out, int limit) throws DataFormatException {
    inflater.setInput(piece);
    while (inflater.getRemaining() > 0 || !inflater.finished()) {
      if (inflater.finished()) {
        restart(piece);
      }
      int at = out.writerIndex();
      out.ensureWritable(Math.min(STEP, limit + 1 - at));
      int written = inflater.inflate(out.internalNioBuffer(at, out.writableBytes()));
      out.writerIndex(at + written);
      if (out.writerIndex() > limit) {
        throw FrameFault.INFLATES_TOO_FAR.exception();
      }
      if (written == 0 && !inflater.finished()) {
        return; // it has taken all there is
      }
    }
  }

  private void restart(ByteBuffer rest) throws DataFormatException {
    if (restarted) {
      throw new DataFormatException("more than one final block");
    }
    restarted = true;
    inflater.reset();
    inflater.setInput(rest);
  }
}
