package io.starling.protocol.messagepack;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.buffer.ByteBufUtil;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.CodingErrorAction;
import java.time.DateTimeException;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/** Turns one MessagePack value into the JSON text that says the same. */
public final class MessagePackReader {
  private static final int MAX_DEPTH = 64;
  private static final int TIMESTAMP = -1;
  private static final JsonFactory JSON = new JsonFactory();
  private static final MessagePack.UnpackerConfig STRICT =
      new MessagePack.UnpackerConfig()
          .withActionOnMalformedString(CodingErrorAction.REPORT)
          .withActionOnUnmappableString(CodingErrorAction.REPORT);

  private MessagePackReader() {}

  /**
   * Appends the value as JSON; where it is refused, a part of it. The input stays the caller's and
   * its indices stay as they are.
   *
   * @throws ProtocolException VALIDATION_ERROR where it is not one whole value, or has what JSON
   *     cannot say: keys that are no strings, bytes, extensions, numbers that are not finite
   */
  public static void toJson(ByteBuf messagePack, ByteBuf out) {
    byte[] bytes = ByteBufUtil.getBytes(messagePack);
    try (MessageUnpacker in = STRICT.newUnpacker(bytes);
        JsonGenerator json =
            JSON.createGenerator(
                ObjectWriteContext.empty(), (OutputStream) new ByteBufOutputStream(out))) {
      copy(in, json, 0);
      if (in.getTotalReadBytes() != bytes.length) {
        throw refused("Something follows the MessagePack value");
      }
    } catch (IOException | MessagePackException | JacksonIOException e) {
      throw refused("The message is not MessagePack");
    }
  }

  private static void copy(MessageUnpacker in, JsonGenerator json, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw refused("The message is more than " + MAX_DEPTH + " values deep");
    }
    MessageFormat format = in.getNextFormat();
    switch (format.getValueType()) {
      case NIL -> {
        in.unpackNil();
        json.writeNull();
      }
      case BOOLEAN -> json.writeBoolean(in.unpackBoolean());
      case INTEGER -> integer(in, json, format);
      case FLOAT -> json.writeNumber(finite(in.unpackDouble()));
      case STRING -> json.writeString(in.unpackString());
      case ARRAY -> array(in, json, depth);
      case MAP -> map(in, json, depth);
      case EXTENSION -> timestamp(in, json);
      case BINARY -> throw refused("Bytes have no place in these messages");
    }
  }

  /** A BigInteger and its digits cost a hundred and more times the size of a number. */
  private static void integer(MessageUnpacker in, JsonGenerator json, MessageFormat format)
      throws IOException {
    if (format == MessageFormat.UINT64) {
      json.writeNumber(Long.toUnsignedString(in.unpackBigInteger().longValue()));
    } else {
      json.writeNumber(in.unpackLong());
    }
  }

  private static void array(MessageUnpacker in, JsonGenerator json, int depth) throws IOException {
    json.writeStartArray();
    for (int left = in.unpackArrayHeader(); left > 0; left--) {
      copy(in, json, depth + 1);
    }
    json.writeEndArray();
  }

  private static void map(MessageUnpacker in, JsonGenerator json, int depth) throws IOException {
    json.writeStartObject();
    for (int left = in.unpackMapHeader(); left > 0; left--) {
      if (in.getNextFormat().getValueType() != ValueType.STRING) {
        throw refused("The keys of a map are strings");
      }
      json.writeName(in.unpackString());
      copy(in, json, depth + 1);
    }
    json.writeEndObject();
  }

  /** The one extension of the format itself: clients write dates so. */
  private static void timestamp(MessageUnpacker in, JsonGenerator json) throws IOException {
    in.getNextFormat();
    var header = in.unpackExtensionTypeHeader();
    if (header.getType() != TIMESTAMP) {
      throw refused("The extension type " + header.getType() + " is unknown");
    }
    try {
      json.writeString(in.unpackTimestamp(header).toString());
    } catch (DateTimeException | ArithmeticException e) {
      throw refused("A time is out of range");
    }
  }

  private static double finite(double value) {
    if (!Double.isFinite(value)) {
      throw refused("A number is not finite");
    }
    return value;
  }

  private static ProtocolException refused(String why) {
    return ProtocolException.in(ErrorCode.VALIDATION_ERROR, why, "");
  }
}
