package io.starling.protocol.compression;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Compresses one payload after the other, speed before size: a stream waits for it. Confined to
 * whoever holds it; zlib's native memory goes with it.
 */
public final class Compressor {
  /** What shrinks more than this goes as it is: its reader would take it for a bomb. */
  private static final int MAX_RATIO = 60;

  private final Coding coding;
  private byte[] scratch = {};
  private @Nullable Deflater zlib;

  /**
   * Makes a compressor.
   *
   * @throws IllegalArgumentException where this process can't do it
   */
  public Compressor(Coding coding) {
    if (!coding.isAvailable()) {
      throw new IllegalArgumentException(coding + " is not available");
    }
    this.coding = coding;
  }

  public Coding coding() {
    return coding;
  }

  /**
   * Returns the payload's compressed form where it is smaller, but not more than 60 times smaller;
   * the bytes are valid until the next call.
   */
  public Optional<ByteBuffer> compress(ByteBuffer payload) {
    int bytes = payload.remaining();
    if (bytes == 0) {
      return Optional.empty();
    }
    ByteBuffer smaller =
        switch (coding) {
          case ZLIB -> deflate(payload, bytes - 1);
          case BROTLI -> Brotli.compress(payload);
        };
    int left = smaller.remaining();
    boolean kept = left > 0 && left < bytes && bytes <= (long) MAX_RATIO * left;
    return kept ? Optional.of(smaller) : Optional.empty();
  }

  /** Returns nothing where it does not fit so many bytes. */
  private ByteBuffer deflate(ByteBuffer payload, int most) {
    if (scratch.length < most) {
      scratch = new byte[most];
    }
    if (zlib == null) {
      zlib = new Deflater(Deflater.BEST_SPEED);
    }
    zlib.reset();
    zlib.setInput(payload);
    zlib.finish();
    int bytes = 0;
    while (!zlib.finished() && bytes < most) {
      bytes += zlib.deflate(scratch, bytes, most - bytes);
    }
    return ByteBuffer.wrap(scratch, 0, zlib.finished() ? bytes : 0);
  }
}
