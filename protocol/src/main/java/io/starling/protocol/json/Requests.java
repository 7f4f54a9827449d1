package io.starling.protocol.json;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.error.RequestId;
import io.starling.protocol.message.ClientMessage;
import io.starling.protocol.message.StreamPosition;
import io.starling.protocol.message.TextForm;
import io.starling.protocol.message.Voice;
import io.starling.protocol.message.VoiceFormat;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what clients say in text, the same for every dialect. Pure functions. */
final class Requests {
  private static final int MAX_RATE_HZ = 60;
  private static final int MAX_TOKEN_CHARS = 65_536;
  private static final int MAX_PUBKEY_CHARS = 256;
  private static final int MAX_ID_CHARS = 256;
  private static final int MAX_NAME_CHARS = 128;
  private static final int MAX_U16 = 0xFFFF;
  private static final int MAX_KILOHERTZ = 255;
  private static final int USUAL_KILOHERTZ = 48;

  private Requests() {}

  static ClientMessage decode(ByteBuf text, boolean answersHeartbeats) {
    if (text.readableBytes() == 4) {
      String word = text.toString(StandardCharsets.US_ASCII);
      if (word.equals("ping")) {
        return new ClientMessage.Ping(TextForm.WORD, null);
      }
      if (word.equals("pong")) {
        return new ClientMessage.Heartbeat(false);
      }
    }
    Fields fields = Fields.read(text);
    RequestId id = id(fields);
    try {
      return decode(fields, id, answersHeartbeats);
    } catch (ProtocolException bad) {
      throw bad.about(id);
    }
  }

  private static ClientMessage decode(
      Fields fields, @Nullable RequestId id, boolean answersHeartbeats) {
    String type = require(fields.find(Fields.TOP, FieldNames.TYPE), "/type").text();
    return switch (type) {
      case "ping" -> new ClientMessage.Ping(TextForm.JSON, id);
      case "pong" -> new ClientMessage.Heartbeat(false);
      case "heartbeat" -> new ClientMessage.Heartbeat(answersHeartbeats);
      case "subscribe" ->
          new ClientMessage.Subscribe(channels(fields), since(fields), rate(fields), id);
      case "unsubscribe" -> new ClientMessage.Unsubscribe(channels(fields), id);
      case "query" -> new ClientMessage.Query(method(fields), fields.params(), id);
      case "command" -> new ClientMessage.Command(method(fields), fields.params(), id);
      case "filter_update" -> FilterFields.read(fields, id);
      case "authenticate" -> authenticate(fields, id);
      case "voice_start" -> new ClientMessage.VoiceUpdate(voiceStart(fields));
      case "voice_end" -> new ClientMessage.VoiceUpdate(voiceEnd(fields));
      default ->
          throw ProtocolException.in(
              ErrorCode.UNKNOWN_TYPE, ErrorCode.UNKNOWN_TYPE.defaultMessage(), "/type");
    };
  }

  private static @Nullable RequestId id(Fields fields) {
    Field id = fields.find(Fields.TOP, FieldNames.ID);
    if (id == null) {
      return null;
    }
    return id.isInteger() && id.value() instanceof Number number
        ? RequestId.of(number.longValue())
        : RequestId.of(id.text(MAX_ID_CHARS));
  }

  private static List<String> channels(Fields fields) {
    Set<String> channels = new LinkedHashSet<>();
    List<Field> found = fields.all(Fields.TOP_OR_DATA, FieldNames.CHANNELS);
    found.forEach(field -> channels.addAll(field.words()));
    if (channels.isEmpty()) {
      String pointer = found.isEmpty() ? "/events" : found.get(0).pointer();
      throw new Field(pointer, List.of()).wrong("at least one name");
    }
    return List.copyOf(channels);
  }

  private static Map<String, StreamPosition> since(Fields fields) {
    Field since = fields.find(Fields.TOP_OR_DATA, FieldNames.SINCE);
    if (since == null) {
      return Map.of();
    }
    Map<String, StreamPosition> places = new LinkedHashMap<>();
    since
        .fields()
        .forEach(
            (channel, place) ->
                places.put(
                    channel,
                    new StreamPosition(
                        place.inner("epoch").number(1), place.inner("seq").number(0))));
    return places;
  }

  private static int rate(Fields fields) {
    Field rate = fields.find(Fields.TOP_OR_DATA, FieldNames.RATE);
    return rate == null ? 0 : rate.whole(1, MAX_RATE_HZ);
  }

  private static String method(Fields fields) {
    Field name = require(fields.find(Fields.TOP_OR_DATA, FieldNames.NAME), "/name");
    String method = name.text(MAX_NAME_CHARS);
    if (method.isBlank()) {
      throw name.wrong("the name of a method");
    }
    return method;
  }

  private static ClientMessage authenticate(Fields fields, @Nullable RequestId id) {
    Field token = require(fields.find(Fields.ANYWHERE, FieldNames.TOKEN), "/token");
    Field pubkey = fields.find(Fields.ANYWHERE, FieldNames.PUBKEY);
    return new ClientMessage.Authenticate(
        token.text(MAX_TOKEN_CHARS), pubkey == null ? null : pubkey.text(MAX_PUBKEY_CHARS), id);
  }

  private static Voice voiceStart(Fields fields) {
    Field format = fields.find(Fields.TOP_OR_DATA, FieldNames.FORMAT);
    Field kilohertz = fields.find(Fields.TOP_OR_DATA, FieldNames.KILOHERTZ);
    return new Voice.Start(
        agent(fields),
        format == null ? VoiceFormat.OPUS : voiceFormat(format),
        kilohertz == null ? USUAL_KILOHERTZ : kilohertz.whole(1, MAX_KILOHERTZ));
  }

  private static Voice voiceEnd(Fields fields) {
    Field last = fields.find(Fields.TOP_OR_DATA, FieldNames.LAST_CHUNK);
    return new Voice.End(agent(fields), last == null ? Voice.End.UNKNOWN : last.whole(0, MAX_U16));
  }

  private static int agent(Fields fields) {
    return require(fields.find(Fields.TOP_OR_DATA, FieldNames.AGENT), "/agentId").whole(0, MAX_U16);
  }

  private static VoiceFormat voiceFormat(Field field) {
    return switch (field.text()) {
      case "pcm_s16le", "pcm" -> VoiceFormat.PCM_S16LE;
      case "opus" -> VoiceFormat.OPUS;
      case "pcm_f32le" -> VoiceFormat.PCM_F32LE;
      default -> throw field.wrong("opus, pcm_s16le or pcm_f32le");
    };
  }

  private static Field require(@Nullable Field field, String pointer) {
    if (field == null) {
      throw ProtocolException.in(
          ErrorCode.VALIDATION_ERROR, pointer.substring(1) + " is missing", pointer);
    }
    return field;
  }
}
