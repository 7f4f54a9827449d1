package io.starling.protocol.compression;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Inflates the payloads of one message after the other. What comes out is at most 64 times what
 * went in, and at most the 65,535 bytes of a payload; nothing is allocated for more. Confined to
 * one decoding; closing frees zlib's native memory.
 */
public final class Decompressor implements AutoCloseable {
  /** Beyond it a payload is taken for a bomb. */
  private static final int MAX_RATIO = 64;

  private static final int MAX_BYTES = 0xFFFF;

  private byte[] scratch = {};
  private @Nullable Inflater zlib;

  /**
   * Returns the payload that was compressed, in memory of its own that nobody has to release.
   *
   * @throws ProtocolException MALFORMED_FRAME where it is not one whole stream and nothing behind
   *     it, or would be too large
   */
  public ByteBuf decompress(Coding coding, ByteBuf payload) {
    int most = Math.min(MAX_BYTES, MAX_RATIO * payload.readableBytes());
    if (scratch.length <= most) {
      scratch = new byte[most + 1]; // a byte more, by which what is too large is told
    }
    ByteBuffer in = payload.nioBuffer();
    int bytes =
        switch (coding) {
          case ZLIB -> inflate(in, most);
          case BROTLI -> Brotli.decompress(in, scratch, most);
        };
    return Unpooled.wrappedBuffer(Arrays.copyOf(scratch, bytes));
  }

  private int inflate(ByteBuffer in, int most) {
    if (zlib == null) {
      zlib = new Inflater();
    }
    zlib.reset();
    zlib.setInput(in);
    int bytes = 0;
    try {
      while (!zlib.finished()) {
        int read = zlib.inflate(scratch, bytes, most + 1 - bytes);
        bytes += read;
        if (bytes > most) {
          throw tooLarge(most);
        }
        if (read == 0 && !zlib.finished()) {
          throw refusal("The zlib stream is cut off");
        }
      }
    } catch (DataFormatException e) {
      throw refusal("The payload is no zlib stream");
    }
    if (zlib.getRemaining() > 0) {
      throw refusal("Bytes are left behind the zlib stream");
    }
    return bytes;
  }

  static ProtocolException tooLarge(int most) {
    return refusal("The payload inflates to more than " + most + " bytes");
  }

  static ProtocolException refusal(String message) {
    return ProtocolException.at(ErrorCode.MALFORMED_FRAME, message, 0);
  }

  @Override
  public void close() {
    if (zlib != null) {
      zlib.end();
    }
  }
}
