package io.starling.protocol.compression;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import com.aayushatharva.brotli4j.encoder.Encoder;
import io.starling.protocol.error.ProtocolException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * Brotli by its own C library. A stream's window is at most 2^16 bytes, since no payload is longer:
 * a decoder takes memory for the window that the first byte asks for, however short the stream. A
 * stream is at least 16 bytes, since less cannot hold what is worth compressing: 1,024 bytes, at
 * most 60 times smaller; opening one costs as much as many small messages.
 */
final class Brotli {
  private static final int WINDOW_BITS = 16;

  private static final int LEAST_BYTES = 16;

  /** Of 0 to 11: numbers that hardly repeat gain little by more. */
  private static final int QUALITY = 2;

  private Brotli() {}

  /** Returns whether the native library is there and loads. */
  static boolean isAvailable() {
    return Brotli4jLoader.isAvailable();
  }

  static ByteBuffer compress(ByteBuffer payload) {
    byte[] bytes = new byte[payload.remaining()];
    payload.get(bytes);
    try {
      return ByteBuffer.wrap(
          Encoder.compress(bytes, Encoder.Parameters.create(QUALITY, WINDOW_BITS)));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // no input or output is involved
    }
  }

  /**
   * Returns how many bytes it wrote.
   *
   * @param out longer than {@code most} by one at least
   * @throws ProtocolException MALFORMED_FRAME where it is not one whole stream and nothing behind
   *     it, is too short, asks for too large a window, or has more than {@code most} bytes
   */
  static int decompress(ByteBuffer in, byte[] out, int most) {
    int size = in.remaining();
    if (size < LEAST_BYTES) {
      throw Decompressor.refusal("A brotli stream has at least " + LEAST_BYTES + " bytes");
    }
    if (wantsLargeWindow(in.get(in.position()))) {
      throw Decompressor.refusal("The brotli stream's window is above 2^16 bytes");
    }
    DecoderJNI.Wrapper decoder = open(size);
    try {
      decoder.getInputBuffer().put(in);
      decoder.push(size);
      return drain(decoder, out, most);
    } finally {
      decoder.destroy();
    }
  }

  private static int drain(DecoderJNI.Wrapper decoder, byte[] out, int most) {
    int bytes = 0;
    while (decoder.hasOutput() || decoder.getStatus() == DecoderJNI.Status.OK) {
      if (!decoder.hasOutput()) {
        decoder.push(0); // goes on with the input that it has
        continue;
      }
      ByteBuffer chunk = decoder.pull();
      int length = chunk.remaining();
      if (length > most - bytes) {
        throw Decompressor.tooLarge(most);
      }
      chunk.get(out, bytes, length);
      bytes += length;
    }
    if (decoder.getStatus() != DecoderJNI.Status.DONE) {
      throw Decompressor.refusal("The payload is no whole brotli stream");
    }
    return bytes;
  }

  private static DecoderJNI.Wrapper open(int inputBytes) {
    try {
      return new DecoderJNI.Wrapper(inputBytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the library had no memory left
    }
  }

  /** RFC 7932, 9.1: WBITS is 16 where the first bit is 0, else bits 1–3 or 4–6 say which. */
  private static boolean wantsLargeWindow(byte first) {
    boolean is16 = (first & 0x01) == 0;
    boolean is10To15 = (first & 0x0E) == 0 && (first & 0x70) >= 0x20;
    return !is16 && !is10To15;
  }
}
