package io.starling.server.hub;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannelLogTest {

  private static final int MIN = Segment.MIN_CAPACITY;
  private static final Retention ENDLESS =
      new Retention(Integer.MAX_VALUE, Long.MAX_VALUE, Duration.ofDays(1));

  private final Rig rig = new Rig();
  private final LogView view = new LogView();
  private final List<ChannelLog> logs = new ArrayList<>();
  private long seq = 1;

  @AfterEach
  void freesEverything() {
    view.close();
    logs.forEach(ChannelLog::close);
    assertThat(rig.usedMemory()).isZero();
  }

  @Test
  void holdsWhatWasAppended() {
    ChannelLog log = log(Contract.EVERY, ENDLESS);

    append(log, 3);
    append(log, 5);

    view.open(log);
    assertThat(view.tail()).isZero();
    assertThat(view.head).isEqualTo(12);
    assertThat(view.headSeq).isEqualTo(3);
    assertThat(view.headOrdinal).isEqualTo(2);
    assertThat(log.retainedBytes()).isEqualTo(12);
  }

  @Test
  void numbersFromItsFirstSequenceNumber() {
    ChannelLog log = log(Contract.EVERY, ENDLESS, 40);

    view.open(log);

    assertThat(view.headSeq).isEqualTo(40);
    assertThat(view.tailSeq()).isEqualTo(40);
  }

  @Test
  void forgetsWhatWasBegunAndNotCommitted() {
    ChannelLog log = log(Contract.EVERY, ENDLESS);
    append(log, 3);
    log.begin(100).writeBytes(new byte[50]);

    append(log, 5);

    view.open(log);
    assertThat(view.head).isEqualTo(12);
    assertThat(sizes()).containsExactly(5, 7);
  }

  @Test
  void refusesACommitWithoutABegin() {
    ChannelLog log = log(Contract.EVERY, ENDLESS);

    assertThatThrownBy(() -> log.commit(1, false)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesPublicationsOnceClosed() {
    ChannelLog log = log(Contract.EVERY, ENDLESS);
    append(log, 3);

    log.close();

    assertThatThrownBy(() -> append(log, 3)).isInstanceOf(IllegalStateException.class);
    assertThat(rig.usedMemory()).isZero();
  }

  @Test
  void keepsFramesWithinOneSegment() {
    ChannelLog log = log(Contract.EVERY, ENDLESS);

    for (int i = 0; i < 50; i++) {
      append(log, 100 + i);
    }

    view.open(log);
    long at = 0;
    for (int i = 0; i < 50; i++) {
      Segment segment = at(at);
      at = segment.base + Frames.end(segment.memory, (int) (at - segment.base));
      assertThat(at).isLessThanOrEqualTo(view.end());
    }
    assertThat(at).isEqualTo(view.head);
  }

  @Test
  void givesALargePublicationASegmentOfItsOwn() {
    ChannelLog log = log(Contract.EVERY, ENDLESS);
    append(log, 3);

    append(log, 1_000_000);

    view.open(log);
    assertThat(at(5).base).isEqualTo(5);
    assertThat(at(5).memory.capacity()).isEqualTo(Frames.bytes(1_000_000));
  }

  @Test
  void doublesItsSegmentsWhileTheyFillQuickly() {
    ChannelLog log = log(Contract.EVERY, ENDLESS);

    for (int i = 0; i < 20; i++) {
      append(log, MIN / 2);
    }

    assertThat(capacities(log)).containsExactly(MIN, 2 * MIN, 4 * MIN, 8 * MIN);
  }

  @Test
  void growsItsSegmentsNoFurtherThanTheirLargest() {
    ChannelLog log = log(Contract.EVERY, ENDLESS);

    for (int i = 0; i < 1_000; i++) {
      append(log, 2_000);
    }

    assertThat(capacities(log)).last().isEqualTo(Segment.MAX_CAPACITY);
  }

  @Test
  void halvesItsSegmentsWhenTheyFillSlowly() {
    ChannelLog log = log(Contract.EVERY, ENDLESS);
    for (int i = 0; i < 6; i++) {
      append(log, MIN / 2);
    }

    for (int i = 0; i < 16; i++) {
      rig.clock.advance(Duration.ofSeconds(2));
      append(log, MIN / 2);
    }

    assertThat(capacities(log)).startsWith(MIN, 2 * MIN, 4 * MIN, 2 * MIN, MIN, MIN);
  }

  @Test
  void dropsSegmentsBeyondTheCount() {
    ChannelLog log = log(Contract.EVERY, new Retention(5, 1 << 20, Duration.ofDays(1)));

    for (int i = 0; i < 200; i++) {
      append(log, 100);
      view.open(log);
      long kept = view.headSeq - view.tailSeq();
      assertThat(kept).isGreaterThanOrEqualTo(Math.min(5, i + 1));
    }

    assertThat(view.segmentCount()).isLessThanOrEqualTo(3);
  }

  @Test
  void countsPublicationsNotNumbers() {
    ChannelLog log = log(Contract.EVERY, new Retention(5, 1 << 20, Duration.ofDays(1)));

    for (int i = 0; i < 200; i++) {
      seq += 10;
      append(log, 100);
    }

    view.open(log);
    assertThat(view.headOrdinal - view.tailOrdinal()).isGreaterThanOrEqualTo(5);
  }

  @Test
  void dropsSegmentsBeyondTheBytes() {
    int bytes = Segment.MAX_CAPACITY;
    ChannelLog log =
        log(Contract.EVERY, new Retention(Integer.MAX_VALUE, bytes, Duration.ofDays(1)));

    for (int i = 0; i < 1_000; i++) {
      append(log, 1_000);
      assertThat(log.retainedBytes()).isLessThanOrEqualTo(bytes);
    }
  }

  @Test
  void dropsSegmentsOlderThanTheAge() {
    ChannelLog log =
        log(Contract.EVERY, new Retention(Integer.MAX_VALUE, 1 << 20, Duration.ofMinutes(1)));
    append(log, 300);
    rig.clock.advance(Duration.ofSeconds(59));
    append(log, 300);
    rig.clock.advance(Duration.ofSeconds(2));

    append(log, 300);

    view.open(log);
    assertThat(view.tailSeq()).isEqualTo(2);
  }

  @Test
  void keepsTheLastSegmentHoweverOld() {
    ChannelLog log = log(Contract.EVERY, new Retention(0, Segment.MAX_CAPACITY, Duration.ZERO));
    append(log, 300);
    rig.clock.advance(Duration.ofDays(9));

    append(log, 10);

    view.open(log);
    assertThat(view.tailSeq()).isEqualTo(1);
  }

  @Test
  void dropsWhatLiesBeforeTheKeyframe() {
    ChannelLog log = log(Contract.LATEST, ENDLESS);
    for (int i = 0; i < 10; i++) {
      append(log, 300);
    }

    commit(log, 400, true);

    view.open(log);
    assertThat(view.keyframe.bytes()).isEqualTo(Frames.bytes(400));
    assertThat(view.tail()).isLessThanOrEqualTo(log.keyframe());
    append(log, 10_000);
    view.open(log);
    assertThat(view.tail()).isLessThanOrEqualTo(log.keyframe());
    assertThat(at(log.keyframe()).base).isEqualTo(view.tail());
  }

  @Test
  void keepsWhatFollowedTheKeyframe() {
    ChannelLog log = log(Contract.LATEST, ENDLESS);
    commit(log, 10, true);

    for (int i = 0; i < 100; i++) {
      append(log, 300);
    }

    view.open(log);
    assertThat(view.tail()).isZero();
    assertThat(log.keyframe()).isZero();
  }

  @Test
  void forgetsAKeyframeThatTooMuchFollowed() {
    int bytes = Segment.MAX_CAPACITY;
    ChannelLog log = log(Contract.LATEST, new Retention(0, bytes, Duration.ofDays(1)));
    commit(log, 300_000, true);
    commit(log, 300_000, true);

    for (int i = 0; i < 300; i++) {
      append(log, 1_000);
    }

    assertThat(log.keyframe()).isEqualTo(-1);
    assertThat(log.retainedBytes()).isLessThanOrEqualTo(bytes);
  }

  @Test
  void keepsASegmentInMemoryWhileSomebodyReadsIt() {
    ChannelLog log = log(Contract.EVERY, ENDLESS);
    append(log, 3);
    view.open(log);
    Segment segment = at(0);

    log.close();

    assertThat(segment.memory.refCnt()).isEqualTo(1);
    view.close();
    assertThat(segment.memory.refCnt()).isZero();
  }

  private ChannelLog log(Contract contract, Retention retention) {
    return log(contract, retention, 1);
  }

  private ChannelLog log(Contract contract, Retention retention, long firstSeq) {
    var log = new ChannelLog(rig.allocator, contract, retention, firstSeq, rig.clock);
    logs.add(log);
    return log;
  }

  private void append(ChannelLog log, int bytes) {
    log.append(Frames.BINARY, Unpooled.wrappedBuffer(new byte[bytes]), seq++);
  }

  private void commit(ChannelLog log, int bytes, boolean keyframe) {
    ByteBuf out = log.begin(Frames.bytes(bytes));
    Frames.writeHeader(out, Frames.BINARY, bytes);
    out.writeZero(bytes);
    log.commit(seq++, keyframe);
  }

  private Segment at(long position) {
    Segment segment = view.at(position);
    assertThat(segment).isNotNull();
    return requireNonNull(segment);
  }

  private List<Integer> sizes() {
    List<Integer> sizes = new ArrayList<>();
    long position = view.tail();
    while (position < view.head) {
      Segment segment = at(position);
      long end = segment.base + Frames.end(segment.memory, (int) (position - segment.base));
      sizes.add((int) (end - position));
      position = end;
    }
    return sizes;
  }

  private List<Integer> capacities(ChannelLog log) {
    view.open(log);
    List<Integer> capacities = new ArrayList<>();
    for (long position = view.tail(); position < view.head; position = view.end()) {
      capacities.add(at(position).memory.capacity());
    }
    return capacities;
  }
}
