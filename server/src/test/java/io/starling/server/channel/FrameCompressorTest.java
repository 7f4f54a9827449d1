package io.starling.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.starling.protocol.binary.Columns;
import io.starling.protocol.client.ServerData;
import io.starling.protocol.client.ServerFrames;
import io.starling.protocol.compression.Coding;
import io.starling.protocol.negotiation.Agreement;
import io.starling.protocol.negotiation.Capability;
import io.starling.protocol.negotiation.Format;
import io.starling.server.hub.Frames;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrameCompressorTest {

  private static final int ROWS = 7_000;
  private static final int BEFORE = 3;

  @ParameterizedTest
  @EnumSource(Coding.class)
  void replacesFramesBySmallerOnes(Coding coding) {
    ByteBuf frames = written(ROWS);
    int before = frames.readableBytes();

    new FrameCompressor(coding).compress(frames, BEFORE);

    assertThat(frames.readableBytes()).isLessThan(before);
    assertThat(ByteBufUtil.hexDump(frames, 0, BEFORE)).isEqualTo("555555");
    List<ServerData.PositionUpdate> updates = read(frames);
    assertThat(updates)
        .extracting(update -> update.positions().count())
        .containsExactly(3_120, 3_120, 760);
    assertThat(updates)
        .extracting(ServerData.PositionUpdate::more)
        .containsExactly(true, true, false);
    assertThat(updates.getLast().positions().id(759)).isEqualTo(ROWS - 1);
    assertThat(updates.getLast().positions().x(759)).isEqualTo((ROWS - 1) / 8f);
  }

  @ParameterizedTest
  @EnumSource(Coding.class)
  void leavesSmallMessagesAsTheyAre(Coding coding) {
    ByteBuf frames = written(48);
    String before = ByteBufUtil.hexDump(frames);

    new FrameCompressor(coding).compress(frames, BEFORE);

    assertThat(ByteBufUtil.hexDump(frames)).isEqualTo(before);
  }

  @Test
  void leavesAllAsItIsWithoutACoding() {
    ByteBuf frames = written(ROWS);
    String before = ByteBufUtil.hexDump(frames);

    new FrameCompressor(null).compress(frames, BEFORE);

    assertThat(ByteBufUtil.hexDump(frames)).isEqualTo(before);
  }

  private static ByteBuf written(int count) {
    float[][] position = new float[3][count];
    for (int i = 0; i < count; i++) {
      position[0][i] = i / 8f;
    }
    int[] rows = IntStream.range(0, count).toArray();
    ByteBuf out = Unpooled.buffer().writeBytes(new byte[] {0x55, 0x55, 0x55});
    new HeadedFrames(Format.POSITION, 3)
        .write(out, Columns.of(rows, position), rows, count, 1_000, 1);
    return out;
  }

  private static List<ServerData.PositionUpdate> read(ByteBuf frames) {
    ServerFrames reader = new ServerFrames();
    int both = Capability.ZLIB.mask() | Capability.BROTLI.mask();
    reader.agree(new Agreement(3, Format.POSITION, both));
    List<ServerData.PositionUpdate> updates = new ArrayList<>();
    for (int at = BEFORE; at < frames.writerIndex(); at = Frames.end(frames, at)) {
      int payload = at + Frames.payloadOffset(frames, at);
      ByteBuf message = frames.slice(payload, Frames.end(frames, at) - payload);
      reader.decode(message).forEach(data -> updates.add((ServerData.PositionUpdate) data));
    }
    return updates;
  }
}
