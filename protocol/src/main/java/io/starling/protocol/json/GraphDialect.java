package io.starling.protocol.json;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.ClientMessage;
import io.starling.protocol.message.RequestId;
import io.starling.protocol.message.ServerMessage;
import io.starling.protocol.message.TextForm;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The dialect of {@code /ws/graph}: JSON for control beside the binary protocol. Thread-safe. */
public final class GraphDialect {
  private static final int MAX_RATE_HZ = 60;
  private static final int MAX_TOKEN_CHARS = 65_536;
  private static final int MAX_PUBKEY_CHARS = 256;
  private static final int MAX_ID_CHARS = 256;

  private GraphDialect() {}

  /**
   * Reads a text message. The buffer stays the caller's and its indices stay as they are.
   *
   * @throws ProtocolException VALIDATION_ERROR or UNKNOWN_TYPE, with the JSON pointer to blame
   */
  public static ClientMessage decode(ByteBuf text) {
    if (text.readableBytes() == 4) {
      String word = text.toString(StandardCharsets.US_ASCII);
      if (word.equals("ping")) {
        return new ClientMessage.Ping(TextForm.WORD, null);
      }
      if (word.equals("pong")) {
        return new ClientMessage.Heartbeat();
      }
    }
    return decode(Fields.read(text));
  }

  /** As {@link #decode(ByteBuf)}, over a buffer of its own. */
  public static ClientMessage decode(String text) {
    return decode(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Appends the message as UTF-8. */
  public static void encode(ServerMessage message, ByteBuf out) {
    message.match(new GraphWriter(out));
  }

  private static ClientMessage decode(Fields fields) {
    String type = type(fields);
    return switch (type) {
      case "ping" -> new ClientMessage.Ping(TextForm.JSON, id(fields));
      case "heartbeat", "pong" -> new ClientMessage.Heartbeat();
      case "subscribe" -> new ClientMessage.Subscribe(events(fields), rate(fields));
      case "unsubscribe" -> new ClientMessage.Unsubscribe(events(fields));
      case "filter_update" -> FilterFields.read(fields);
      case "authenticate" -> authenticate(fields);
      default ->
          throw ProtocolException.in(
              ErrorCode.UNKNOWN_TYPE, ErrorCode.UNKNOWN_TYPE.defaultMessage(), "/type");
    };
  }

  private static String type(Fields fields) {
    return require(fields.find(Fields.TOP, FieldNames.TYPE), "/type").text();
  }

  private static @Nullable RequestId id(Fields fields) {
    Field id = fields.find(Fields.TOP, FieldNames.ID);
    if (id == null) {
      return null;
    }
    return id.value() instanceof Long number
        ? RequestId.of(number)
        : RequestId.of(id.text(MAX_ID_CHARS));
  }

  private static List<String> events(Fields fields) {
    Set<String> events = new LinkedHashSet<>();
    List<Field> found = fields.all(Fields.TOP_OR_DATA, FieldNames.EVENTS);
    found.forEach(field -> events.addAll(field.words()));
    if (events.isEmpty()) {
      String pointer = found.isEmpty() ? "/events" : found.get(0).pointer();
      throw new Field(pointer, List.of()).wrong("at least one name");
    }
    return List.copyOf(events);
  }

  private static int rate(Fields fields) {
    Field rate = fields.find(Fields.TOP_OR_DATA, FieldNames.RATE);
    return rate == null ? 0 : rate.whole(1, MAX_RATE_HZ);
  }

  private static ClientMessage authenticate(Fields fields) {
    Field token = require(fields.find(Fields.ANYWHERE, FieldNames.TOKEN), "/token");
    Field pubkey = fields.find(Fields.ANYWHERE, FieldNames.PUBKEY);
    return new ClientMessage.Authenticate(
        token.text(MAX_TOKEN_CHARS), pubkey == null ? null : pubkey.text(MAX_PUBKEY_CHARS));
  }

  private static Field require(@Nullable Field field, String pointer) {
    if (field == null) {
      throw ProtocolException.in(
          ErrorCode.VALIDATION_ERROR, pointer.substring(1) + " is missing", pointer);
    }
    return field;
  }
}
