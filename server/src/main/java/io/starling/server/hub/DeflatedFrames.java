package io.starling.server.hub;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;

/**
 * Finished frames, compressed as permessage-deflate without context takeover has it (RFC 7692,
 * section 7.2.1): each on its own, so that one frame is right for all who agreed to it. Confined to
 * an event loop, or to the lock under which a channel encodes.
 */
public final class DeflatedFrames {

  /**
   * A smaller payload goes as it is: it fits into one packet with its header, and starting a
   * deflater costs more than all else that is done for a reply.
   */
  static final int MIN_BYTES = 256;

  /** What ends a flushed stream, and is not sent: an empty block's length and its complement. */
  private static final int TAIL_BYTES = 4;

  private static final int TAIL = 0x0000_FFFF;
  private static final int STEP = 16 * 1024;

  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);

  /** Whether compressing this is worth trying. */
  public static boolean isWorthwhile(int opcode, ByteBuf payload) {
    return payload.readableBytes() >= MIN_BYTES
        && (opcode == Frames.TEXT || opcode == Frames.BINARY);
  }

  /** Bytes that {@link #write} may need for a payload of {@code length} bytes. */
  public static int maxBytes(int length) {
    return Frames.bytes(length) + TAIL_BYTES;
  }

  /**
   * Writes one frame with this payload, compressed if that makes it smaller, else as it is. The
   * caller keeps the payload; its indices stay as they are.
   *
   * @return whether it is compressed
   */
  public boolean write(ByteBuf out, int opcode, ByteBuf payload) {
    int length = payload.readableBytes();
    int start = out.writerIndex();
    int body = start + Frames.headerBytes(length);
    int end = deflate(payload, out, body);
    if (end < 0) {
      Frames.writeHeader(out, opcode, length);
      out.writeBytes(payload, payload.readerIndex(), length);
      return false;
    }
    Frames.writeHeader(out, opcode | Frames.DEFLATED, end - body);
    if (out.writerIndex() < body) {
      out.setBytes(out.writerIndex(), out, body, end - body); // the header became shorter
    }
    out.writerIndex(out.writerIndex() + end - body);
    return true;
  }

  /** Compresses to {@code body}; returns where that ends, or -1 if it gets no smaller. */
  private int deflate(ByteBuf payload, ByteBuf out, int body) {
    deflater.reset();
    deflater.setInput(view(payload));
    int start = out.writerIndex();
    int limit = body + payload.readableBytes() + TAIL_BYTES - 1;
    int at = body;
    while (at < limit) {
      int room = Math.min(STEP, limit - at);
      out.ensureWritable(at - start + room);
      int written = deflater.deflate(out.internalNioBuffer(at, room), Deflater.SYNC_FLUSH);
      at += written;
      if (written < room) {
        int end = at - TAIL_BYTES;
        return end > body && out.getInt(end) == TAIL ? end : -1;
      }
    }
    return -1;
  }

  /** Frees its memory. */
  void close() {
    deflater.end();
  }

  private static ByteBuffer view(ByteBuf payload) {
    return payload.nioBufferCount() == 1
        ? payload.internalNioBuffer(payload.readerIndex(), payload.readableBytes())
        : payload.nioBuffer();
  }
}
