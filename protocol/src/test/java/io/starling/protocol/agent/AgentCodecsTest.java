package io.starling.protocol.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.binary.Rows;
import io.starling.protocol.client.ServerData;
import io.starling.protocol.client.ServerFrames;
import io.starling.protocol.message.AgentField;
import io.starling.protocol.message.AgentHealth;
import io.starling.protocol.message.AgentStates;
import io.starling.protocol.negotiation.Agreement;
import io.starling.protocol.negotiation.Format;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What encoders decide; what single messages mean is in the vectors. */
final class AgentCodecsTest {

  @ParameterizedTest
  @CsvSource({"1, 1394", "2, 1337", "3, 1337", "4, 1337"})
  void splitsAtRecordBoundariesAndReadsBack(int version, int perMessage) {
    int count = 2 * perMessage + 7;
    ByteBuf out = Unpooled.buffer();

    int leftOut = AgentStateCodec.encode(out, version, agents(count, 1), Rows.range(0, count));

    assertThat(leftOut).isZero();
    assertThat(out.readableBytes()).isEqualTo(AgentStateCodec.bytes(version, count));
    List<ServerData.AgentUpdate> messages = read(version, out);
    assertThat(messages.stream().map(message -> ((AgentStates) message.report()).count()))
        .containsExactly(perMessage, perMessage, 7);
    assertThat(messages.stream().map(ServerData.AgentUpdate::more))
        .containsExactly(version >= 3, version >= 3, false);
    AgentStates last = (AgentStates) messages.get(2).report();
    assertThat(last.id(6)).isEqualTo(count);
    assertThat(last.vz(6)).isEqualTo(count - 1 + 5 / 8f);
    assertThat(last.workload(6)).isEqualTo(3 * (count - 1f));
    assertThat(last.tokens(6)).isEqualTo(-count + 1);
    assertThat(last.flags(6)).isEqualTo(0x7F);
  }

  @Test
  void leavesOutAndCountsIdsThatVersion1CannotSay() {
    AgentColumns columns = agents(4, 65_534);
    ByteBuf out = Unpooled.buffer();

    int leftOut = AgentStateCodec.encode(out, 1, columns, Rows.of(new int[] {3, 0, 2, 1}, 0, 4));

    assertThat(leftOut).isEqualTo(2);
    AgentStates states = (AgentStates) read(1, out).get(0).report();
    assertThat(IntStream.range(0, states.count()).map(states::id)).containsExactly(65_534, 65_535);
  }

  @Test
  void saysNothingOfOneAgentWhoseIdDoesNotFit() {
    ByteBuf out = Unpooled.buffer();
    AgentHealth health = new AgentHealth(65_536, new AgentHealth.Load(1, 2, 3, 4), 5);

    assertThat(AgentDeltaCodec.encode(out, 1, agents(1, 65_536), 0, 0xFF)).isFalse();
    assertThat(AgentHealthCodec.encode(out, 1, health)).isFalse();
    assertThat(out.isReadable()).isFalse();
    assertThat(AgentDeltaCodec.encode(out, 2, agents(1, 65_536), 0, 0xFF)).isTrue();
    assertThat(AgentHealthCodec.encode(out, 2, health)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void statesTheSizeOfEveryChange(int version) {
    for (int mask = 0; mask <= 0xFF; mask++) {
      ByteBuf out = Unpooled.buffer();

      AgentDeltaCodec.encode(out, version, agents(3, 1), 2, mask);

      assertThat(out.readableBytes()).isEqualTo(AgentDeltaCodec.bytes(version, mask));
      assertThat(read(version, out)).hasSize(1);
    }
  }

  @Test
  void knowsWhereTheFieldsOfAMaskBegin() {
    assertThat(AgentField.bytes(0)).isZero();
    assertThat(AgentField.bytes(0xFF)).isEqualTo(45);
    assertThat(AgentField.FLAGS.offset(0x89)).isEqualTo(16);
    assertThat(AgentField.POSITION.offset(0xFF)).isZero();
    assertThat(AgentField.TOKENS.offset(0xFF)).isEqualTo(40);
  }

  @Test
  void refusesColumnsThatCannotBe() {
    assertThatThrownBy(
            () ->
                AgentColumns.of(
                    new int[1], new float[3][1], new float[4][1], new int[1], new byte[1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static AgentColumns agents(int count, int firstId) {
    int[] ids = new int[count];
    float[][] motion = new float[6][count];
    float[][] gauges = new float[4][count];
    int[] tokens = new int[count];
    byte[] flags = new byte[count];
    for (int i = 0; i < count; i++) {
      ids[i] = firstId + i;
      for (int axis = 0; axis < 6; axis++) {
        motion[axis][i] = i + axis / 8f;
      }
      for (int gauge = 0; gauge < 4; gauge++) {
        gauges[gauge][i] = gauge * i;
      }
      tokens[i] = -i;
      flags[i] = (byte) 0xFF;
    }
    return AgentColumns.of(ids, motion, gauges, tokens, flags);
  }

  private static List<ServerData.AgentUpdate> read(int version, ByteBuf out) {
    ServerFrames frames = new ServerFrames();
    frames.agree(new Agreement(version, Format.POSITION, 0));
    return frames.decode(out).stream().map(ServerData.AgentUpdate.class::cast).toList();
  }
}
