package io.starling.graph.folder;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the bytes of a page into text, or finds that they are none. Pure functions. */
final class PageBytes {
  /** Latin-1 with letters where Latin-1 has control codes, as browsers read it. */
  private static final Charset LATIN_1 = Charset.forName("windows-1252");

  /** One control code in so many bytes is no text any more. */
  private static final int BYTES_PER_CONTROL_CODE = 32;

  private PageBytes() {}

  /**
   * Text out of bytes.
   *
   * @param problem a sentence, null when the bytes are UTF-8
   */
  record Decoded(String text, @Nullable String problem) {}

  /** Gives the text; empty when the bytes are no text. */
  static Optional<Decoded> decode(byte[] bytes) {
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return Optional.of(
          new Decoded(new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE), null));
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return Optional.of(
          new Decoded(new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE), null));
    }
    if (isBinary(bytes)) {
      return Optional.empty();
    }
    int start = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
    ByteBuffer content = ByteBuffer.wrap(bytes, start, bytes.length - start);
    try {
      return Optional.of(
          new Decoded(StandardCharsets.UTF_8.newDecoder().decode(content).toString(), null));
    } catch (CharacterCodingException _) {
      return Optional.of(
          guessed(new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8), bytes));
    }
  }

  /**
   * A few broken characters among many whole ones are damaged UTF-8; the other way round it is
   * Latin-1.
   */
  private static Decoded guessed(String utf8, byte[] bytes) {
    long replaced = utf8.chars().filter(c -> c == '\uFFFD').count();
    long whole = utf8.chars().filter(c -> c >= 0x80 && c != '\uFFFD').count();
    return whole > replaced
        ? new Decoded(utf8, "The file has bytes that are not UTF-8; they are shown as \uFFFD.")
        : new Decoded(
            new String(bytes, LATIN_1),
            "The file is not UTF-8; it is read as Latin-1. Save it as UTF-8.");
  }

  private static boolean isBinary(byte[] bytes) {
    int controlCodes = 0;
    for (byte b : bytes) {
      if (b == 0) {
        return true;
      }
      controlCodes += b > 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' ? 1 : 0;
    }
    return controlCodes > bytes.length / BYTES_PER_CONTROL_CODE;
  }

  private static boolean startsWith(byte[] bytes, int... start) {
    for (int i = 0; i < start.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xFF) != start[i]) {
        return false;
      }
    }
    return true;
  }
}
