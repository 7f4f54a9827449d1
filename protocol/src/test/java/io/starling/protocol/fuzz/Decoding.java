package io.starling.protocol.fuzz;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.vectors.AllocationMeter;
import java.util.function.Consumer;

/** What holds for every decoder, whatever it is given. */
final class Decoding {
  private static final int MOST_TIMES_ITS_SIZE = 64;

  /** The decoder itself and, while Jazzer looks for inputs, what its own hooks leave. */
  private static final int FIXED_BYTES = 512 * 1024;

  private Decoding() {}

  /**
   * Only the protocol's own exception may come out, memory is bounded by 64 × the input, and the
   * buffer stays the caller's.
   *
   * @param decoder begins anew each time it is called
   */
  static void check(byte[] input, Consumer<ByteBuf> decoder) {
    long most = (long) MOST_TIMES_ITS_SIZE * input.length + FIXED_BYTES;
    long allocated = allocated(input, decoder);
    if (allocated > most) {
      allocated = allocated(input, decoder); // the first time classes were loaded
    }
    if (allocated > most) {
      throw new AssertionError("more than " + most + " bytes for an input of " + input.length);
    }
  }

  private static long allocated(byte[] input, Consumer<ByteBuf> decoder) {
    ByteBuf bytes = Unpooled.wrappedBuffer(input);
    long allocated =
        AllocationMeter.bytesOf(
            () -> {
              try {
                decoder.accept(bytes);
              } catch (ProtocolException refused) {
                requirePlace(refused, input.length);
              }
            });
    if (bytes.refCnt() != 1 || bytes.readerIndex() != 0) {
      throw new AssertionError("the buffer is not the caller's any more");
    }
    return allocated;
  }

  private static void requirePlace(ProtocolException refused, int length) {
    if (refused.byteOffset() > length || refused.reason().isBlank()) {
      throw new AssertionError("byte " + refused.byteOffset() + ": " + refused.reason());
    }
  }
}
