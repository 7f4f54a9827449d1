package io.starling.protocol.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.binary.Columns;
import io.starling.protocol.binary.Rows;
import io.starling.protocol.compact.CompactDecoder.Outcome;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.vectors.AllocationMeter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CompactStreamTest {
  private static final float QUANTUM = 22f / 256;

  /** What {@code x} may be off: half the grid, and the rounding of the product. */
  private static final float EXACT = QUANTUM / 2 * 1.001f;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 63, 64, 65, 127, 1_000, 70_000, 200_000})
  void isExactToHalfAQuantumForAnyNumberOfNodes(int nodes) {
    Swarm swarm = new Swarm(nodes, 1);
    CompactEncoder encoder = new CompactEncoder(3, QUANTUM);
    CompactDecoder decoder = new CompactDecoder();

    encoder.keyframe(swarm.columns(), swarm.rows(), 5);
    receive(encoder, decoder);
    swarm.assertNear(decoder);
    for (int update = 0; update < 5; update++) {
      swarm.move(3, 0.5);
      encoder.delta(swarm.columns(), swarm.rows(), 6 + update);
      receive(encoder, decoder);
      swarm.assertNear(decoder);
    }
  }

  /**
   * An hour at 10 Hz: what the client has is what the server has, to the last bit, all the time.
   */
  @Test
  void neverDrifts() {
    Swarm swarm = new Swarm(50, 2);
    CompactEncoder encoder = new CompactEncoder(3, QUANTUM);
    CompactDecoder decoder = new CompactDecoder();
    encoder.keyframe(swarm.columns(), swarm.rows(), 0);
    receive(encoder, decoder);

    for (int update = 0; update < 36_000; update++) {
      swarm.move(0.3f, 0.7);
      encoder.delta(swarm.columns(), swarm.rows(), update);
      receive(encoder, decoder);
      swarm.assertNear(decoder);
    }
  }

  /** Under conflation a reader is skipped to the newest keyframe, and knows what it lacks. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void waitsForAKeyframeWhenItLacksAnUpdate(long seed) {
    Random random = new Random(seed);
    Swarm swarm = new Swarm(300, seed);
    CompactEncoder encoder = new CompactEncoder(4, QUANTUM);
    CompactDecoder decoder = new CompactDecoder();
    boolean hasAll = false;
    for (int update = 0; update < 2_000; update++) {
      swarm.move(2, 0.3);
      boolean keyframe = update == 0 || random.nextInt(20) == 0;
      boolean something = true;
      if (keyframe) {
        encoder.keyframe(swarm.columns(), swarm.rows(), update);
      } else if (random.nextInt(10) == 0) {
        int index = random.nextInt(300);
        something = encoder.move(index, swarm.x(index), swarm.y(index), swarm.z(index), update) > 0;
      } else {
        something = encoder.delta(swarm.columns(), swarm.rows(), update) > 0;
      }
      if (something && random.nextInt(10) == 0) {
        hasAll = false;
      } else if (something) {
        hasAll |= keyframe;
        assertThat(receive(encoder, decoder)).isEqualTo(hasAll ? Outcome.APPLIED : Outcome.SKIPPED);
        assertThat(decoder.isSynced()).isEqualTo(hasAll);
      }
      if (hasAll && keyframe) {
        swarm.assertNear(decoder);
      }
    }
  }

  @Test
  void survivesTheWildest() {
    Swarm swarm = new Swarm(1_000, 3);
    CompactEncoder encoder = new CompactEncoder(3, 1e-3f);
    CompactDecoder decoder = new CompactDecoder();
    encoder.keyframe(swarm.columns(), swarm.rows(), 0);
    receive(encoder, decoder);

    for (int update = 0; update < 20; update++) {
      swarm.move(1e9f, 1);
      encoder.delta(swarm.columns(), swarm.rows(), 0);
      receive(encoder, decoder);
      for (int i = 0; i < 1_000; i++) {
        int expected = (int) Math.rint(swarm.x(i) * (1.0 / 1e-3f));
        assertThat(decoder.x(i)).isEqualTo((float) (expected * (double) 1e-3f));
      }
    }
  }

  @Test
  void sendsNothingForWhatStaysOnItsPointOfTheGrid() {
    Swarm swarm = new Swarm(100, 4);
    CompactEncoder encoder = new CompactEncoder(3, QUANTUM);
    encoder.keyframe(swarm.columns(), swarm.rows(), 0);

    assertThat(encoder.delta(swarm.columns(), swarm.rows(), 1)).isZero();
    assertThat(encoder.parts().count()).isZero();
    assertThat(encoder.sequence()).isEqualTo(1);
  }

  @Test
  void isRefusedWhenCutAnywhere() {
    for (ByteBuf message : samples()) {
      int payload = message.readableBytes() - 4;
      for (int bytes = 0; bytes < payload; bytes++) {
        CompactDecoder decoder = synced();
        ByteBuf cut = message.slice(4, bytes);
        assertThatThrownBy(() -> decoder.read(cut, false))
            .isInstanceOfSatisfying(
                ProtocolException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_FRAME));
        assertThat(decoder.isSynced()).isFalse();
      }
      ByteBuf longer =
          Unpooled.wrappedBuffer(message.slice(4, payload), Unpooled.buffer().writeByte(0));
      assertThatThrownBy(() -> synced().read(longer, false)).isInstanceOf(ProtocolException.class);
    }
  }

  @Test
  void neverThrowsAnythingElseNorTakesMuchMemory() {
    Random random = new Random(5);
    List<ByteBuf> samples = samples();
    Set<ErrorCode> codes = EnumSet.noneOf(ErrorCode.class);
    for (int i = 0; i < 200_000; i++) {
      ByteBuf message = samples.get(random.nextInt(samples.size()));
      byte[] payload = new byte[message.readableBytes() - 4];
      message.getBytes(4, payload);
      for (int flips = random.nextInt(6); flips >= 0; flips--) {
        payload[random.nextInt(payload.length)] = (byte) random.nextInt();
      }
      boolean more = random.nextInt(4) == 0;
      CompactDecoder decoder = synced();
      ByteBuf in = Unpooled.wrappedBuffer(payload);
      long allocated =
          AllocationMeter.bytesOf(
              () -> {
                try {
                  decoder.read(in, more);
                } catch (ProtocolException refused) {
                  codes.add(refused.code());
                }
              });
      assertThat(allocated).isLessThan(64L * payload.length + 8_192);
    }
    assertThat(codes).containsExactly(ErrorCode.MALFORMED_FRAME);
  }

  @Test
  void takesAtMostSixtyFourTimesItsSizeInMemory() {
    int nodes = 60_000;
    float[] same = new float[nodes];
    int[] ids = new int[nodes];
    for (int i = 0; i < nodes; i++) {
      ids[i] = i;
    }
    CompactEncoder encoder = new CompactEncoder(3, QUANTUM);
    encoder.keyframe(Columns.of(ids, new float[][] {same, same, same}), Rows.range(0, nodes), 0);
    CompactDecoder decoder = new CompactDecoder();
    List<ByteBuf> messages = messages(encoder);
    int bytes = messages.stream().mapToInt(ByteBuf::readableBytes).sum();

    long allocated = AllocationMeter.bytesOf(() -> feed(messages, decoder));

    assertThat(decoder.count()).isEqualTo(nodes);
    assertThat(allocated).isLessThan(64L * bytes);
  }

  /** A keyframe, and a delta on top of {@link #synced}. */
  private static List<ByteBuf> samples() {
    Swarm swarm = new Swarm(150, 6);
    CompactEncoder encoder = new CompactEncoder(3, QUANTUM);
    encoder.keyframe(swarm.columns(), swarm.rows(), 7);
    List<ByteBuf> samples = new ArrayList<>(messages(encoder));
    swarm.move(2, 0.5);
    encoder.delta(swarm.columns(), swarm.rows(), 8);
    samples.addAll(messages(encoder));
    return samples;
  }

  private static CompactDecoder synced() {
    Swarm swarm = new Swarm(150, 6);
    CompactEncoder encoder = new CompactEncoder(3, QUANTUM);
    encoder.keyframe(swarm.columns(), swarm.rows(), 7);
    CompactDecoder decoder = new CompactDecoder();
    receive(encoder, decoder);
    return decoder;
  }

  private static Outcome receive(CompactEncoder encoder, CompactDecoder decoder) {
    return feed(messages(encoder), decoder);
  }

  private static Outcome feed(List<ByteBuf> messages, CompactDecoder decoder) {
    Outcome outcome = Outcome.APPLIED;
    for (ByteBuf message : messages) {
      boolean more = (message.getByte(1) & 0x80) != 0;
      outcome = decoder.read(message.slice(4, message.readableBytes() - 4), more);
    }
    return outcome;
  }

  private static List<ByteBuf> messages(CompactEncoder encoder) {
    List<ByteBuf> messages = new ArrayList<>();
    for (int part = 0; part < encoder.parts().count(); part++) {
      ByteBuf message = Unpooled.buffer(encoder.parts().bytes(part));
      encoder.parts().write(part, message);
      assertThat(message.getUnsignedShortLE(2)).isEqualTo(message.readableBytes() - 4);
      messages.add(message);
    }
    return messages;
  }

  static void assertNear(float actual, float expected) {
    if (!(Math.abs(actual - expected) <= EXACT)) {
      assertThat(actual).isCloseTo(expected, within(EXACT));
    }
  }
}
