package io.starling.protocol.voice;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.binary.HeaderCodec;
import io.starling.protocol.binary.MessageType;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.Voice;
import io.starling.protocol.message.VoiceFormat;

/**
 * 0x40, 0x41, 0x42, voice; 0x02 is read as 0x40 and never written.
 *
 * <pre>
 * 0x40, a chunk               0x41, the start            0x42, the end
 * 0  2  agent u16             0  2  agent u16            0  2  agent u16
 * 2  2  chunk u16             2  1  format u8            2  2  last chunk u16
 * 4  1  format u8             3  1  rate in kHz u8
 * 5  2  length of audio u16
 * 7  n  audio
 * </pre>
 *
 * A format is 0 PCM s16le, 1 Opus or 2 PCM f32le.
 */
public final class VoiceCodec {
  /** The longest audio of a chunk. */
  public static final int MAX_AUDIO_BYTES = HeaderCodec.MAX_PAYLOAD_BYTES - 7;

  private static final int CHUNK_BYTES = 7;
  private static final int EDGE_BYTES = 4;

  private VoiceCodec() {}

  /** Returns the size of a message, header included. */
  public static int bytes(Voice voice) {
    int payload =
        voice instanceof Voice.Chunk chunk
            ? CHUNK_BYTES + chunk.audio().readableBytes()
            : EDGE_BYTES;
    return HeaderCodec.BYTES + payload;
  }

  /**
   * Appends {@code bytes(voice)} bytes; the audio stays the caller's and is not moved on.
   *
   * @throws IllegalArgumentException where the audio is longer than {@link #MAX_AUDIO_BYTES}
   */
  public static void encode(ByteBuf out, int version, Voice voice) {
    if (voice instanceof Voice.Chunk chunk) {
      encodeChunk(out, version, chunk);
    } else if (voice instanceof Voice.Start start) {
      HeaderCodec.encode(out, MessageType.VOICE_START, version, EDGE_BYTES);
      out.writeShortLE(start.agent());
      out.writeByte(start.format().number()).writeByte(start.kilohertz());
    } else if (voice instanceof Voice.End end) {
      HeaderCodec.encode(out, MessageType.VOICE_END, version, EDGE_BYTES);
      out.writeShortLE(end.agent()).writeShortLE(end.lastChunk());
    }
  }

  private static void encodeChunk(ByteBuf out, int version, Voice.Chunk chunk) {
    ByteBuf audio = chunk.audio();
    int bytes = audio.readableBytes();
    if (bytes > MAX_AUDIO_BYTES) {
      throw new IllegalArgumentException("a chunk of " + bytes + " bytes is too long");
    }
    HeaderCodec.encode(out, MessageType.VOICE_CHUNK, version, CHUNK_BYTES + bytes);
    out.writeShortLE(chunk.agent()).writeShortLE(chunk.chunk());
    out.writeByte(chunk.format().number()).writeShortLE(bytes);
    out.writeBytes(audio, audio.readerIndex(), bytes);
  }

  /**
   * Reads the payload of 0x40 or 0x02; the audio is a slice of it.
   *
   * @throws ProtocolException MALFORMED_FRAME where it is not as long as it says, or of no format
   */
  public static Voice.Chunk decodeChunk(ByteBuf payload) {
    if (payload.readableBytes() < CHUNK_BYTES) {
      throw HeaderCodec.malformed("The chunk of voice is cut off", 0);
    }
    int agent = payload.readUnsignedShortLE();
    int number = payload.readUnsignedShortLE();
    VoiceFormat format = format(payload.readUnsignedByte(), 4);
    int bytes = payload.readUnsignedShortLE();
    if (bytes != payload.readableBytes()) {
      throw HeaderCodec.malformed(
          "The length says %d bytes of audio, %d are there"
              .formatted(bytes, payload.readableBytes()),
          5);
    }
    return new Voice.Chunk(agent, number, format, payload.readSlice(bytes));
  }

  /**
   * Reads the payload of 0x41.
   *
   * @throws ProtocolException MALFORMED_FRAME where it is not 4 bytes, or of no format
   */
  public static Voice.Start decodeStart(ByteBuf payload) {
    requireEdge(payload);
    int agent = payload.readUnsignedShortLE();
    return new Voice.Start(
        agent, format(payload.readUnsignedByte(), 2), payload.readUnsignedByte());
  }

  /**
   * Reads the payload of 0x42.
   *
   * @throws ProtocolException MALFORMED_FRAME where it is not 4 bytes
   */
  public static Voice.End decodeEnd(ByteBuf payload) {
    requireEdge(payload);
    return new Voice.End(payload.readUnsignedShortLE(), payload.readUnsignedShortLE());
  }

  private static void requireEdge(ByteBuf payload) {
    if (payload.readableBytes() != EDGE_BYTES) {
      throw HeaderCodec.malformed("The start and the end of a voice are 4 bytes", 0);
    }
  }

  private static VoiceFormat format(int number, int at) {
    return VoiceFormat.numbered(number)
        .orElseThrow(() -> HeaderCodec.malformed("The format of the voice is unknown", at));
  }
}
