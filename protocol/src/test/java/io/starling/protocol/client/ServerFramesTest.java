package io.starling.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.negotiation.Agreement;
import io.starling.protocol.negotiation.Format;
import io.starling.protocol.vectors.Received;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client's end remembers; what single messages mean is in the vectors. */
final class ServerFramesTest {
  private static final String BITS = "30 03 01 00 40";
  private static final String PART = "10 83 00 00";
  private static final String UNKNOWN = "77 03 00 00";
  private static final String COMPACT = "13 03 0F 00 00" + "07".repeat(14);

  private final ServerFrames frames = new ServerFrames();

  @Test
  void takesFlagsOnlyAfterAnAgreement() {
    assertThat(refusal(PART).code()).isEqualTo(ErrorCode.MALFORMED_FRAME);

    frames.agree(new Agreement(3, Format.POSITION, 0));

    assertThat(decode(PART + BITS)).hasSize(2);
    frames.agree(new Agreement(2, Format.POSITION, 0));
    assertThat(refusal(PART).code()).isEqualTo(ErrorCode.MALFORMED_FRAME);
  }

  @Test
  void countsWhatItSkipsOnlyInMessagesThatItTakes() {
    decode(BITS + UNKNOWN);
    refusal(UNKNOWN + "77 03 01 00");
    decode("34 03 14 00" + "00".repeat(20));

    assertThat(frames.skipped()).isEqualTo(2);
  }

  @Test
  void namesTheByteThatBroke() {
    assertThat(refusal(BITS + "30 03 02 00 40").byteOffset()).isEqualTo(7);
    assertThat(refusal(BITS + "30 05 01 00 40").byteOffset()).isEqualTo(6);
    assertThat(refusal(BITS + "40 03 07 00 00 00 00 00 09 00 00").byteOffset()).isEqualTo(13);
  }

  @Test
  void handsCompactUpdatesOnAsTheyAre() {
    ServerData.CompactUpdate update = (ServerData.CompactUpdate) decode(COMPACT).get(0);

    assertThat(update.payload().readableBytes()).isEqualTo(15);
    assertThat(update.payload().getByte(update.payload().readerIndex() + 1)).isEqualTo((byte) 7);
    assertThat(update.more()).isFalse();
  }

  @Test
  void leavesTheMessageWithItsOwner() {
    ByteBuf message = Received.hex(BITS);

    frames.decode(message);

    assertThat(message.readerIndex()).isZero();
    assertThat(message.refCnt()).isEqualTo(1);
  }

  private List<ServerData> decode(String hex) {
    return frames.decode(Received.hex(hex));
  }

  private ProtocolException refusal(String hex) {
    return catchThrowableOfType(ProtocolException.class, () -> decode(hex));
  }
}
