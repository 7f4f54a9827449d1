package io.starling.protocol.binary;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.error.WarningCode;
import io.starling.protocol.message.ClientMessage;
import io.starling.protocol.negotiation.Agreement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BinaryStreamTest {
  private static final int MESSAGES = 50;

  private final BinaryInput input = new BinaryInput();
  private final List<Integer> ids = new ArrayList<>();
  private final List<ProtocolException> refused = new ArrayList<>();
  private final BinaryInput.Sink sink =
      new BinaryInput.Sink() {
        @Override
        public void message(ClientMessage message) {
          if (message instanceof ClientMessage.PositionUpdate update) {
            for (int i = 0; i < update.positions().count(); i++) {
              ids.add(update.positions().id(i));
            }
          }
        }

        @Override
        public void warning(WarningCode code) {
          throw new AssertionError(code);
        }
      };

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 24, 25, 26, 1_000, 1_000_000})
  void deliversEachMessageOnce(int piece) {
    feed(chain(MESSAGES), piece);

    assertThat(ids).hasSize(MESSAGES).isSorted().doesNotHaveDuplicates();
    assertThat(refused).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 21, 22, 10_000})
  void deliversRecordsWithoutHeaders(int piece) {
    ByteBuf one = Unpooled.buffer();
    record(one, 7);
    input.decode(one, sink);
    ids.clear();
    ByteBuf records = Unpooled.buffer();
    for (int id = 1; id <= 1_000; id++) {
      record(records, id);
    }

    feed(records, piece);

    assertThat(ids).hasSize(1_000).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void refusesOneBadMessageAlone() {
    ByteBuf all = chain(3);
    all.writeByte(0x30).writeByte(2).writeShortLE(2).writeShortLE(0);
    all.writeBytes(chain(2));

    feed(all, 10);

    assertThat(ids).hasSize(5);
    assertThat(refused).hasSize(1);
  }

  @Test
  void refusesWhatIsCutOff() {
    ByteBuf all = chain(3);

    feed(all.slice(0, all.readableBytes() - 1), 10);

    assertThat(ids).hasSize(2);
    assertThat(refused)
        .singleElement()
        .extracting(e -> e.code().name())
        .isEqualTo("MALFORMED_FRAME");
  }

  @Test
  void refusesAFirstMessageWithoutAHeader() {
    feed(Unpooled.wrappedBuffer(new byte[100_000]), 1_000);

    assertThat(ids).isEmpty();
    assertThat(refused).hasSize(1);
  }

  @Test
  void refusesVersionsThatWereNotAgreedOn() {
    input.agree(Agreement.DEFAULT);
    ByteBuf all = Unpooled.buffer();
    all.writeByte(0x30).writeByte(3).writeShortLE(1).writeByte(0);
    all.writeBytes(chain(1));

    feed(all, 3);

    assertThat(ids).hasSize(1);
    assertThat(refused)
        .singleElement()
        .extracting(e -> e.code().name())
        .isEqualTo("PROTOCOL_VERSION_MISMATCH");
  }

  private void feed(ByteBuf all, int piece) {
    BinaryStream stream = input.stream(sink, refused::add);
    for (int from = 0; from < all.readableBytes(); from += piece) {
      int length = Math.min(piece, all.readableBytes() - from);
      stream.part(all.slice(from, length), from + length == all.readableBytes());
    }
  }

  private static ByteBuf chain(int messages) {
    ByteBuf out = Unpooled.buffer();
    for (int id = 1; id <= messages; id++) {
      out.writeByte(0x10).writeByte(2).writeShortLE(PositionCodec.V2_BYTES);
      record(out, id);
    }
    return out;
  }

  private static void record(ByteBuf out, int id) {
    out.writeIntLE(id).writeFloatLE(1).writeFloatLE(2).writeFloatLE(3).writeIntLE(9).writeByte(0);
  }
}
