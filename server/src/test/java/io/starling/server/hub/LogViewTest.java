package io.starling.server.hub;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogViewTest {

  private final Rig rig = new Rig();
  private final Retention one = new Retention(1, Segment.MAX_CAPACITY, Duration.ofDays(1));
  private final Retention many = new Retention(1_000, 1 << 20, Duration.ofDays(1));
  private final LogView view = new LogView();

  @AfterEach
  void freesEverything() {
    view.close();
    assertThat(rig.usedMemory()).isZero();
  }

  @Test
  void hasNothingOfAnEmptyLog() {
    ChannelLog log = log(many);

    view.open(log);

    assertThat(view.tail()).isZero();
    assertThat(view.head).isZero();
    log.close();
  }

  @Test
  void findsTheSegmentOfEachPosition() {
    ChannelLog log = log(many);
    fill(log, 40);
    view.open(log);
    Set<Segment> found = new HashSet<>();

    for (long position = view.head - 1; position >= 0; position--) {
      Segment segment = view.at(position);

      assertThat(segment).isNotNull();
      assertThat(position).isBetween(base(segment), view.end() - 1);
      found.add(requireNonNull(segment));
    }
    assertThat(found).hasSize(view.segmentCount());
    log.close();
  }

  @Test
  void hasNoSegmentThatWasDroppedWhileReading() {
    ChannelLog log = log(one);
    fill(log, 2);
    view.open(log);

    fill(log, 20);

    assertThat(view.at(0)).isNull();
    view.open(log);
    assertThat(view.tail()).isPositive();
    assertThat(view.at(view.tail())).isNotNull();
    view.close();
    log.close();
  }

  @Test
  void keepsWhatItReadsUntilClosed() {
    ChannelLog log = log(one);
    fill(log, 2);
    view.open(log);
    Segment segment = requireNonNull(view.at(0));

    fill(log, 20);

    assertThat(view.at(0)).isSameAs(segment);
    assertThat(segment.memory.refCnt()).isEqualTo(1);
    view.close();
    assertThat(segment.memory.refCnt()).isZero();
    log.close();
  }

  private ChannelLog log(Retention retention) {
    return new ChannelLog(rig.allocator, Contract.EVERY, retention, 1, rig.clock);
  }

  private static long base(@Nullable Segment segment) {
    return segment == null ? -1 : segment.base;
  }

  private static void fill(ChannelLog log, int count) {
    for (int i = 0; i < count; i++) {
      log.append(Frames.BINARY, Unpooled.wrappedBuffer(new byte[200]), i);
    }
  }
}
