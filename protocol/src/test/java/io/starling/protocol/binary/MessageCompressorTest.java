package io.starling.protocol.binary;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.starling.protocol.client.ServerData;
import io.starling.protocol.client.ServerFrames;
import io.starling.protocol.compression.Coding;
import io.starling.protocol.message.GraphKind;
import io.starling.protocol.message.Nodes;
import io.starling.protocol.negotiation.Agreement;
import io.starling.protocol.negotiation.Format;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MessageCompressorTest {
  private static final Agreement AGREEMENT = new Agreement(3, Format.CLIENT28, 0x03);

  private final Random random = new Random(11);

  @ParameterizedTest
  @EnumSource(Coding.class)
  void compressesAndReadsBack(Coding coding) {
    MessageCompressor compressor = new MessageCompressor(coding);
    for (int nodes : new int[] {37, 1_000, 2_340, 40}) {
      ByteBuf message = Unpooled.buffer();
      NodeCodec.encode(message, 3, columns(nodes), Rows.range(0, nodes));
      ByteBuf out = Unpooled.buffer().writeByte(0x55);

      compressor.write(message, out);

      ByteBuf smaller = out.skipBytes(1);
      assertThat(smaller.readableBytes()).isLessThan(message.readableBytes());
      assertThat(smaller.getByte(smaller.readerIndex() + 1) & 0xFF).isEqualTo(3 | coding.flag());
      assertThat(message.readableBytes()).isEqualTo(NodeCodec.bytes(nodes));
      Nodes read = ((ServerData.NodeUpdate) read(smaller).get(0)).nodes();
      assertThat(read.count()).isEqualTo(nodes);
      assertThat(read.x(nodes - 1)).isEqualTo(message.getFloatLE(4 + 28 * (nodes - 1) + 4));
    }
  }

  @ParameterizedTest
  @EnumSource(Coding.class)
  void keepsTheFifthByteAndTheFlagOfParts(Coding coding) {
    ByteBuf message = Unpooled.buffer();
    GraphUpdateCodec.encode(message, 3, GraphKind.ONTOLOGY, columns(2_341), Rows.range(0, 2_341));
    ByteBuf first = message.readSlice(5 + 2_340 * 28);
    ByteBuf out = Unpooled.buffer();

    new MessageCompressor(coding).write(first, out);

    assertThat(out.readableBytes()).isLessThan(first.readableBytes());
    ServerData.GraphUpdate update = (ServerData.GraphUpdate) read(out).get(0);
    assertThat(update.graph()).isEqualTo(GraphKind.ONTOLOGY);
    assertThat(update.more()).isTrue();
    assertThat(update.nodes().count()).isEqualTo(2_340);
  }

  @ParameterizedTest
  @EnumSource(Coding.class)
  void triesNothingUpTo1024Bytes(Coding coding) {
    assertSame(coding, message(new byte[1_024]));
  }

  @ParameterizedTest
  @EnumSource(Coding.class)
  void keepsWhatDoesNotShrink(Coding coding) {
    byte[] noise = new byte[2_000];
    random.nextBytes(noise);

    assertSame(coding, message(noise));
  }

  @ParameterizedTest
  @EnumSource(Coding.class)
  void keepsWhatItsReaderWouldTakeForABomb(Coding coding) {
    assertSame(coding, message(new byte[60_000]));
  }

  private static void assertSame(Coding coding, ByteBuf message) {
    ByteBuf out = Unpooled.buffer();

    new MessageCompressor(coding).write(message, out);

    assertThat(ByteBufUtil.hexDump(out)).isEqualTo(ByteBufUtil.hexDump(message));
  }

  /** An unknown type, of which nobody says how long it can be. */
  private static ByteBuf message(byte[] payload) {
    ByteBuf message = Unpooled.buffer().writeByte(0x77).writeByte(3);
    return message.writeShortLE(payload.length).writeBytes(payload);
  }

  private static List<ServerData> read(ByteBuf message) {
    ServerFrames frames = new ServerFrames();
    frames.agree(AGREEMENT);
    return frames.decode(message);
  }

  private Columns columns(int count) {
    int[] ids = new int[count];
    float[][] position = new float[3][count];
    for (int i = 0; i < count; i++) {
      ids[i] = i;
      for (float[] axis : position) {
        axis[i] = random.nextFloat();
      }
    }
    return Columns.of(ids, position, new float[3][count]);
  }
}
