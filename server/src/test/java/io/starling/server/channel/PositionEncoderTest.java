package io.starling.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.starling.protocol.binary.Columns;
import io.starling.protocol.message.Filter;
import io.starling.protocol.message.TypeBits;
import io.starling.protocol.negotiation.Format;
import io.starling.server.hub.Channel;
import io.starling.server.hub.ChannelOptions;
import io.starling.server.hub.Drain;
import io.starling.server.hub.Hub;
import io.starling.server.hub.Lane;
import io.starling.server.hub.Outbox;
import io.starling.server.hub.Outlet;
import io.starling.server.hub.Subscription;
import io.starling.server.metrics.HubMetrics;
import io.starling.server.testing.HandLoop;
import io.starling.server.testing.Message.Binary;
import io.starling.server.testing.Message.Headerless;
import io.starling.server.testing.Message.Place;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionEncoderTest {

  private static final Duration STEP = Duration.ofNanos(1_000_000_000L / 60);
  private static final float QUANTUM_AND_MORE = PositionEncoder.QUANTUM / 2 * 1.1f;

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, true);
  private final HandLoop loop = new HandLoop();
  private final Hub hub = new Hub(allocator, new HubMetrics(), loop::nanoTime);
  private final Drain drain = hub.drain(loop);
  private final Channel<Motion> channel = hub.channel("position_update", ChannelOptions.latest());
  private final BitSet visible = new BitSet();
  private final List<Screen> screens = new ArrayList<>();

  private long structure = 1;
  private int[] ids = {10, 20, 30};
  private float[] x = {1, 2, 3};
  private int agent;

  PositionEncoderTest() {
    visible.set(0, 1_000);
  }

  @AfterEach
  void holdsNoMemoryAtTheEnd() {
    screens.forEach(screen -> screen.outbox.close());

    assertThat(allocator.metric().usedDirectMemory()).isZero();
  }

  @Test
  void beginsWithEverythingInView() {
    visible.clear(20);
    Screen screen = screen(Tier.NORMAL);

    step();

    assertThat(screen.take()).containsExactly(List.of(at(10, 1), at(30, 3)));
  }

  @Test
  void sendsAgentsFirst() {
    agent = 30;
    Screen screen = screen(Tier.HIGH);

    step();
    x = new float[] {7, 8, 9};
    step();

    assertThat(screen.take())
        .containsExactly(
            List.of(at(30, 3), at(10, 1), at(20, 2)), List.of(at(30, 9), at(10, 7), at(20, 8)));
  }

  @Test
  void sendsOnlyWhatMovedBeyondHalfAQuantum() {
    Screen screen = screen(Tier.HIGH);
    step();
    screen.take();

    x = new float[] {1 + QUANTUM_AND_MORE, 2 + PositionEncoder.QUANTUM / 2 * 0.9f, 3};
    step();

    assertThat(screen.take()).containsExactly(List.of(at(10, 1 + QUANTUM_AND_MORE)));
  }

  @Test
  void neverDriftsThoughEachStepIsSmall() {
    Screen screen = screen(Tier.HIGH);
    step();
    screen.take();

    for (int i = 0; i < 10; i++) {
      x = new float[] {x[0] + PositionEncoder.QUANTUM / 2 * 0.4f, 2, 3};
      step();
    }

    assertThat(screen.take()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"HIGH, 60", "NORMAL, 10", "LOW, 5", "BACKGROUND, 1"})
  void sendsAtTheRateOfTheTier(Tier tier, int perSecond) {
    Screen screen = screen(tier);
    step();
    screen.take();

    for (int i = 0; i < 4 * 60; i++) {
      x = new float[] {x[0] + 1, 2, 3};
      step();
    }

    assertThat(screen.take().size()).isBetween(4 * perSecond - 2, 4 * perSecond + 2);
  }

  @Test
  void sendsAKeyframeEveryFiveSecondsWhileSomethingMoves() {
    Screen screen = screen(Tier.LOW);
    step();
    screen.take();

    for (int i = 0; i < 11 * 60; i++) {
      x = new float[] {x[0] + 1, 2, 3};
      step();
    }

    assertThat(screen.take().stream().filter(update -> update.size() == 3)).hasSize(2);
  }

  @Test
  void sendsNothingWhileNothingMoves() {
    Screen screen = screen(Tier.HIGH);
    step();
    screen.take();

    for (int i = 0; i < 20 * 60; i++) {
      step();
    }

    assertThat(screen.take()).isEmpty();
  }

  @Test
  void sendsAKeyframeOnDemand() {
    Screen screen = screen(Tier.NORMAL);
    step();
    screen.take();

    screen.subscription.awaitKeyframe();
    loop.pass(Duration.ofMillis(200));
    step();

    assertThat(screen.take()).singleElement().satisfies(all -> assertThat(all).hasSize(3));
  }

  @Test
  void flushesTheLastStepBeforeRestWhateverTheTier() {
    Screen screen = screen(Tier.BACKGROUND);
    step();
    screen.take();

    x = new float[] {5, 2, 3};
    step(true);

    assertThat(screen.take()).containsExactly(List.of(at(10, 5)));
  }

  @Test
  void sendsOnlyWhatIsNewWhenTheStructureChanges() {
    Screen screen = screen(Tier.HIGH);
    step();
    screen.take();

    structure++;
    ids = new int[] {10, 15, 30};
    x = new float[] {1, 9, 3};
    step();

    assertThat(screen.take()).containsExactly(List.of(at(15, 9)));
  }

  @Test
  void relaysADragAtOnceToTheFastOnly() {
    Screen high = screen(Tier.HIGH);
    Screen normal = screen(Tier.NORMAL);
    Screen low = screen(Tier.LOW);
    Screen background = screen(Tier.BACKGROUND);
    step();
    screens.forEach(Screen::take);

    drag(20, 77);

    assertThat(high.take()).containsExactly(List.of(at(20, 77)));
    assertThat(normal.take()).containsExactly(List.of(at(20, 77)));
    assertThat(low.take()).isEmpty();
    assertThat(background.take()).isEmpty();
  }

  @Test
  void doesNotSendARelayedPlaceAgain() {
    Screen screen = screen(Tier.HIGH);
    step();
    drag(20, 77);
    screen.take();

    x = new float[] {1, 77, 3};
    step();

    assertThat(screen.take()).isEmpty();
  }

  @Test
  void relaysNoDragOfWhatIsHiddenOrUnknown() {
    visible.clear(20);
    Screen screen = screen(Tier.HIGH);
    step();
    screen.take();

    drag(20, 77);
    drag(99, 77);

    assertThat(screen.take()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"WIRE34, 34", "WIRE36, 36", "COMPUTE48, 48"})
  void sendsRecordsWithoutHeaders(Format format, int recordBytes) {
    Screen screen = screen(format, recordBytes, Tier.NORMAL);

    step();
    drag(20, 77);

    assertThat(screen.take())
        .containsExactly(List.of(at(10, 1), at(20, 2), at(30, 3)), List.of(at(20, 77)));
  }

  @Test
  void leavesOutWhatTheFormatCannotSay() {
    ids = new int[] {10, 16_383, 16_384};
    visible.set(16_383, 16_385);
    Screen narrow = screen(Format.WIRE34, 34, Tier.HIGH);
    Screen wide = screen(Format.WIRE36, 36, Tier.HIGH);

    step();
    drag(16_384, 77);
    drag(16_383, 5);

    assertThat(narrow.take())
        .containsExactly(List.of(at(10, 1), at(16_383, 2)), List.of(at(16_383, 5)));
    assertThat(wide.take())
        .containsExactly(
            List.of(at(10, 1), at(16_383, 2), at(16_384, 3)),
            List.of(at(16_384, 77)),
            List.of(at(16_383, 5)));
  }

  @Test
  void beginsThoughNothingFitsAndGoesOnWithWhatDoes() {
    ids = new int[] {16_384, 16_385, 16_386};
    visible.set(16_384, 16_387);
    Screen screen = screen(Format.WIRE34, 34, Tier.HIGH);

    step();
    assertThat(screen.take()).isEmpty();
    structure++;
    ids = new int[] {10, 16_385, 16_386};
    step();
    assertThat(screen.take()).containsExactly(List.of(at(10, 1)));

    screen.subscription.awaitKeyframe();
    loop.pass(Duration.ofMillis(200));
    step();

    assertThat(screen.take()).containsExactly(List.of(at(10, 1)));
  }

  private static Place at(int id, float x) {
    return new Place(id, x, 0, 0);
  }

  private void step() {
    step(false);
  }

  private void step(boolean resting) {
    float[] zero = new float[ids.length];
    int[] typedIds = Arrays.stream(ids).map(id -> id == agent ? id | TypeBits.AGENT : id).toArray();
    var columns =
        Columns.of(typedIds, new float[][] {x, zero, zero}, new float[][] {zero, zero, zero});
    channel.publish(new Motion.Stepped(structure, ids, columns, x, zero, zero, 1_000, resting));
    loop.pass(STEP);
  }

  private void drag(int id, float to) {
    channel.publish(new Motion.Dragged(id, to, 0, 0, 1_000));
    loop.run();
  }

  private Screen screen(Tier tier) {
    return screen(Format.POSITION, 0, tier);
  }

  private Screen screen(Format format, int recordBytes, Tier tier) {
    var screen = new Screen(format, recordBytes, tier);
    screens.add(screen);
    return screen;
  }

  /** One viewer. */
  private final class Screen implements Outlet, Outbox.Owner {
    final List<List<Place>> updates = new ArrayList<>();
    final Outbox outbox = drain.outbox(this, this);
    final Subscription subscription;
    final int recordBytes;

    /** Reads records of so many bytes; 0 for messages with headers. */
    Screen(Format format, int recordBytes, Tier tier) {
      this.recordBytes = recordBytes;
      var variant = new PositionVariant(format, 2, Filter.ALL, tier, null, null);
      subscription =
          channel.subscribe(
              outbox,
              variant,
              Lane.STATE,
              context ->
                  new PositionEncoder(
                      variant, context, _ -> new Visible(visible, 3, 3), loop::nanoTime));
      subscription.resume();
    }

    /** The updates since it was last asked. */
    List<List<Place>> take() {
      loop.run();
      List<List<Place>> taken = List.copyOf(updates);
      updates.clear();
      return taken;
    }

    @Override
    public int write(ByteBuf memory, int from, int to) {
      int at = from;
      while (at < to) {
        int length = memory.getUnsignedByte(at + 1);
        int header = length == 126 ? 4 : 2;
        byte[] message = new byte[length == 126 ? memory.getUnsignedShort(at + 2) : length];
        memory.getBytes(at + header, message);
        read(ByteBuffer.wrap(message));
        at += header + message.length;
      }
      return to;
    }

    private void read(ByteBuffer message) {
      if (recordBytes > 0) {
        updates.add(Headerless.of(recordBytes, message).places());
      } else {
        Binary.all(message).forEach(each -> updates.add(each.places()));
      }
    }

    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public void flush() {}

    @Override
    public long pendingBytes() {
      return 0;
    }

    @Override
    public void tooSlow() {
      throw new AssertionError("it takes everything");
    }
  }
}
