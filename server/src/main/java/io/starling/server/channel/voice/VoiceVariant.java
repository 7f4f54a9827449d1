package io.starling.server.channel.voice;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.json.JsonText;
import io.starling.protocol.message.ServerMessage;
import io.starling.protocol.message.Voice;
import io.starling.protocol.voice.VoiceCodec;
import io.starling.server.channel.Wording;
import io.starling.server.hub.ChannelLog;
import io.starling.server.hub.Encoder;
import io.starling.server.hub.Frames;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What listeners must have in common to share one encoded stream of voices.
 *
 * @param version of the binary messages
 * @param words how a voice is said beside a headerless stream, or null where it is binary
 * @param except the client that has spoken and is not sent its own voice, or null for all who only
 *     listen, so that they share one
 */
public record VoiceVariant(int version, @Nullable Wording words, @Nullable String except) {

  private static final String CHANNEL = "voice_chunk";

  Encoder<Spoken> encoder() {
    return (spoken, seq, log) -> {
      if (!spoken.client().equals(except)) {
        write(spoken, log);
        log.commit(seq, false);
      }
    };
  }

  private void write(Spoken spoken, ChannelLog log) {
    if (words == null) {
      int bytes = VoiceCodec.bytes(spoken.voice());
      ByteBuf out = log.begin(Frames.bytes(bytes));
      Frames.writeHeader(out, Frames.BINARY, bytes);
      VoiceCodec.encode(out, version, spoken.voice());
    } else {
      ByteBuf text = Unpooled.buffer();
      words.encode(
          new ServerMessage.Event(CHANNEL, 0, JsonText.of(fields(spoken)), spoken.millis()), text);
      ByteBuf out = log.begin(Frames.bytes(text.readableBytes()));
      Frames.writeHeader(out, words.opcode(), text.readableBytes());
      out.writeBytes(text);
    }
  }

  private static Map<String, Object> fields(Spoken spoken) {
    Map<String, Object> fields = new LinkedHashMap<>();
    switch (spoken.voice()) {
      case Voice.Start start -> {
        fields.put("event", "start");
        fields.put("agentId", start.agent());
        fields.put("format", start.format().name().toLowerCase(Locale.ROOT));
        fields.put("kilohertz", start.kilohertz());
      }
      case Voice.Chunk chunk -> {
        fields.put("event", "chunk");
        fields.put("agentId", chunk.agent());
        fields.put("chunk", chunk.chunk());
        fields.put("format", chunk.format().name().toLowerCase(Locale.ROOT));
        fields.put("audio", base64(chunk.audio()));
      }
      case Voice.End end -> {
        fields.put("event", "end");
        fields.put("agentId", end.agent());
        fields.put("lastChunk", end.lastChunk());
      }
    }
    return fields;
  }

  private static String base64(ByteBuf audio) {
    byte[] bytes = new byte[audio.readableBytes()];
    audio.getBytes(audio.readerIndex(), bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
