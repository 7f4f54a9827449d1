package io.starling.protocol.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.ClientMessage;
import io.starling.protocol.message.ClientMessage.ControlBits;
import io.starling.protocol.message.ClientMessage.Handshake;
import io.starling.protocol.negotiation.Agreement;
import io.starling.protocol.negotiation.Format;
import io.starling.protocol.negotiation.Negotiation;
import io.starling.protocol.vectors.Received;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a connection remembers; what single messages mean is in the vectors. */
final class BinaryInputTest {
  private static final String V2_CONTROL = "30 02 01 00 40";
  private static final String V3_CONTROL = "30 03 01 00 40";
  private static final String OFFER = "32 02 05 00 03 03 00 00 00";
  private static final String HEADERLESS_V2 = "00".repeat(21);
  private static final String HEADERLESS_V1 = "00".repeat(19);

  private final BinaryInput input = new BinaryInput();
  private final Received received = new Received();

  @Test
  void holdsTheDecisionForHeaders() {
    decode(V2_CONTROL);

    assertRefused(HEADERLESS_V2, ErrorCode.MALFORMED_FRAME);
    decode(V3_CONTROL);

    assertThat(received.messages).hasSize(2);
  }

  @Test
  void holdsTheDecisionForRecords() {
    decode(HEADERLESS_V1);

    assertRefused(HEADERLESS_V2, ErrorCode.MALFORMED_FRAME);
    assertRefused(V2_CONTROL, ErrorCode.MALFORMED_FRAME);
    decode("00".repeat(399));

    assertThat(received.messages).hasSize(2);
    assertThat(received.warnings).isEmpty();
  }

  @Test
  void staysUndecidedAfterARefusal() {
    assertRefused("00", ErrorCode.MALFORMED_FRAME);
    assertRefused("", ErrorCode.MALFORMED_FRAME);

    decode(HEADERLESS_V1);

    assertThat(received.messages).hasSize(1);
  }

  @Test
  void takesOnlyTheAgreedVersionAfterAHandshake() {
    decode(OFFER);
    input.agree(Negotiation.answer((Handshake) received.messages.get(0)));

    assertRefused(V2_CONTROL, ErrorCode.PROTOCOL_VERSION_MISMATCH);
    decode(V3_CONTROL);

    assertThat(received.messages).hasSize(2).last().isEqualTo(new ControlBits(0x40));
  }

  @Test
  void takesAnotherVersionAfterAnotherHandshake() {
    input.agree(new Agreement(3, Format.POSITION, 0));
    decode(OFFER);
    input.agree(new Agreement(2, Format.POSITION, 0));

    assertRefused(V3_CONTROL, ErrorCode.PROTOCOL_VERSION_MISMATCH);
    decode(V2_CONTROL);

    assertThat(received.messages).hasSize(2);
  }

  @Test
  void readsNothingAsRecordsAfterAnAgreementByUrl() {
    input.agree(new Agreement(2, Format.POSITION, 0));

    assertRefused(HEADERLESS_V2, ErrorCode.MALFORMED_FRAME);
    assertRefused("00".repeat(399), ErrorCode.MALFORMED_FRAME);
    assertThat(received.warnings).isEmpty();
  }

  @Test
  void countsWhatItSkipsOnlyInMessagesThatItTakes() {
    decode("30 02 01 00 40 77 02 00 00 31 02 0C 00" + "00".repeat(12));
    assertRefused("77 02 00 00 77 02 01 00", ErrorCode.MALFORMED_FRAME);

    assertThat(input.skipped()).isEqualTo(2);
  }

  @Test
  void namesTheByteThatBroke() {
    decode(V2_CONTROL);

    assertThat(refusal("30 02 01 00 40 30 02 02 00 40").byteOffset()).isEqualTo(7);
    assertThat(refusal("30 02 01 00 40 30 02").byteOffset()).isEqualTo(5);
    assertThat(refusal("30 02 01 00 40 30 05 01 00 40").byteOffset()).isEqualTo(6);
    assertThat(refusal("30 02 01 00 40 FF 02 02 00 5B 5D").byteOffset()).isEqualTo(9);
  }

  @Test
  void readsRecordsInPlace() {
    ByteBuf frame = Unpooled.buffer();
    frame.writeBytes(Received.hex("AA AA 10 02 15 00 07 00 00 00" + "00".repeat(17)));
    frame.skipBytes(2);

    input.decode(frame, received);
    ClientMessage.PositionUpdate update = (ClientMessage.PositionUpdate) received.messages.get(0);
    frame.setFloatLE(2 + 4 + 4, 8.5f);

    assertThat(update.positions().x(0)).isEqualTo(8.5f);
    assertThat(frame.readerIndex()).isEqualTo(2);
    assertThat(frame.refCnt()).isEqualTo(1);
    frame.release();
  }

  private void decode(String hex) {
    input.decode(Received.hex(hex), received);
  }

  private void assertRefused(String hex, ErrorCode code) {
    List<ClientMessage> before = List.copyOf(received.messages);
    assertThat(refusal(hex).code()).isEqualTo(code);
    assertThat(received.messages).isEqualTo(before);
  }

  private ProtocolException refusal(String hex) {
    return catchThrowableOfType(ProtocolException.class, () -> decode(hex));
  }
}
