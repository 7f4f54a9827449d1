package io.starling.protocol.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.message.Voice;
import io.starling.protocol.message.VoiceFormat;
import org.junit.jupiter.api.Test;

final class VoiceCodecTest {

  @Test
  void statesItsSizeBeforehand() {
    assertSize(chunk(0));
    assertSize(chunk(VoiceCodec.MAX_AUDIO_BYTES));
    assertSize(new Voice.Start(3, VoiceFormat.OPUS, 48));
    assertSize(new Voice.End(3, 17));
  }

  @Test
  void leavesTheAudioWithItsOwner() {
    Voice.Chunk chunk = chunk(20);

    VoiceCodec.encode(Unpooled.buffer(), 3, chunk);

    assertThat(chunk.audio().readableBytes()).isEqualTo(20);
    assertThat(chunk.audio().refCnt()).isEqualTo(1);
  }

  @Test
  void writesNoChunkThatIsTooLong() {
    ByteBuf out = Unpooled.buffer();

    assertThatThrownBy(() -> VoiceCodec.encode(out, 3, chunk(VoiceCodec.MAX_AUDIO_BYTES + 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(out.isReadable()).isFalse();
  }

  private static Voice.Chunk chunk(int bytes) {
    return new Voice.Chunk(3, 17, VoiceFormat.PCM_S16LE, Unpooled.wrappedBuffer(new byte[bytes]));
  }

  private static void assertSize(Voice voice) {
    ByteBuf out = Unpooled.buffer();

    VoiceCodec.encode(out, 3, voice);

    assertThat(out.readableBytes()).isEqualTo(VoiceCodec.bytes(voice));
  }
}
