package io.starling.server.transport;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The words of a close frame: at most 123 bytes of UTF-8 (RFC 6455, section 5.5). */
final class Reasons {

  private static final int MAX_BYTES = 123;

  private Reasons() {}

  /** The reason, cut at a character where it is too long. */
  static byte[] utf8(String reason) {
    byte[] bytes = reason.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= MAX_BYTES) {
      return bytes;
    }
    int end = MAX_BYTES;
    while ((bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return Arrays.copyOf(bytes, end);
  }
}
