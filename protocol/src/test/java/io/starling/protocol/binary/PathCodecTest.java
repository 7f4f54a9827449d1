package io.starling.protocol.binary;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.client.ServerData;
import io.starling.protocol.client.ServerFrames;
import io.starling.protocol.message.GraphKind;
import io.starling.protocol.message.Paths;
import io.starling.protocol.negotiation.Agreement;
import io.starling.protocol.negotiation.Format;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the encoders of 0x31 and 0x01 decide; what single messages mean is in the vectors. */
final class PathCodecTest {

  @ParameterizedTest
  @CsvSource({"1, 6553", "2, 5461", "3, 4681", "4, 4681"})
  void splitsAtRecordBoundaries(int version, int perMessage) {
    int count = perMessage + 1;
    int[] ids = IntStream.range(0, count).toArray();
    PathColumns columns = new PathColumns(ids, new float[count], ids, new short[count]);
    ByteBuf out = Unpooled.buffer();

    PathCodec.encode(out, version, columns, Rows.range(0, count));

    assertThat(out.readableBytes()).isEqualTo(PathCodec.bytes(version, count));
    List<ServerData> messages = read(version, out);
    assertThat(messages).hasSize(2);
    ServerData.PathUpdate last = (ServerData.PathUpdate) messages.get(1);
    assertThat(last.paths().parent(0)).isEqualTo(perMessage);
  }

  @ParameterizedTest
  @CsvSource({"1, 3", "2, 3", "3, 0", "4, 0"})
  void leavesOutAndCountsIdsThatDoNotFit(int version, int expected) {
    int[] ids = {1, 65_536, 65_535, 4, 5, 6};
    int[] parents = {Paths.NO_PARENT, 1, 65_534, 65_535, 1 << 25, 0};
    PathColumns columns = new PathColumns(ids, new float[6], parents, new short[6]);
    ByteBuf out = Unpooled.buffer();

    int leftOut = PathCodec.encode(out, version, columns, Rows.range(0, 6));

    assertThat(leftOut).isEqualTo(expected);
    Paths paths = ((ServerData.PathUpdate) read(version, out).get(0)).paths();
    assertThat(paths.count()).isEqualTo(6 - expected);
    assertThat(paths.parent(0)).isEqualTo(Paths.NO_PARENT);
    assertThat(paths.id(paths.count() - 1)).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource({"2, 0, 5", "2, 2340, 65525", "2, 2341, 65558", "3, 2341, 65558"})
  void splitsGraphsWithTheirFlag(int version, int count, int bytes) {
    Columns columns = Columns.of(new int[count], new float[3][count], new float[3][count]);
    ByteBuf out = Unpooled.buffer();

    GraphUpdateCodec.encode(out, version, GraphKind.ONTOLOGY, columns, Rows.range(0, count));

    assertThat(GraphUpdateCodec.bytes(count)).isEqualTo(bytes);
    assertThat(out.readableBytes()).isEqualTo(bytes);
    assertThat(read(version, out))
        .hasSize(count > 2_340 ? 2 : 1)
        .allSatisfy(
            data ->
                assertThat(((ServerData.GraphUpdate) data).graph()).isEqualTo(GraphKind.ONTOLOGY));
  }

  private static List<ServerData> read(int version, ByteBuf out) {
    ServerFrames frames = new ServerFrames();
    frames.agree(new Agreement(version, Format.POSITION, 0));
    return frames.decode(out);
  }
}
