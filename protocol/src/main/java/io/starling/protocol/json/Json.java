package io.starling.protocol.json;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.buffer.ByteBufUtil;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** The one JSON factory, with the limits that hold for every dialect. Thread-safe. */
final class Json {
  static final int MAX_DEPTH = 64;
  static final int MAX_NUMBER_DIGITS = 1_000;
  static final int MAX_NAME_CHARS = 256;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final TokenStreamFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER_DIGITS)
                  .maxNameLength(MAX_NAME_CHARS)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // Its shared table of names is copied for each new name: 70 KB for a message of 40 bytes.
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .build();

  private Json() {}

  /**
   * Returns the readable bytes as text.
   *
   * @throws ProtocolException VALIDATION_ERROR where they are not UTF-8
   */
  static String text(ByteBuf utf8) {
    if (!ByteBufUtil.isText(utf8, StandardCharsets.UTF_8)) {
      throw ProtocolException.in(ErrorCode.VALIDATION_ERROR, "The text is not UTF-8", "");
    }
    String text = utf8.toString(StandardCharsets.UTF_8);
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  static JsonParser parser(String text) {
    return FACTORY.createParser(ObjectReadContext.empty(), text);
  }

  /** Opens a generator that appends to the buffer when flushed or closed, and never releases it. */
  static JsonGenerator generator(ByteBuf out) {
    OutputStream stream = new ByteBufOutputStream(out);
    return FACTORY.createGenerator(ObjectWriteContext.empty(), stream);
  }
}
