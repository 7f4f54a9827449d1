package io.starling.server.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class SegmentTest {

  private final ByteBuf memory = Unpooled.directBuffer(16);
  private final Segment segment = new Segment(1_000, 7, 3, memory);

  @Test
  void freesItsMemoryWithTheLastRelease() {
    segment.retain();

    segment.release();

    assertThat(memory.refCnt()).isEqualTo(1);
    segment.release();
    assertThat(memory.refCnt()).isZero();
  }

  @Test
  void refusesWhoeverComesAfterTheLastRelease() {
    segment.release();

    assertThat(segment.tryRetain()).isFalse();
    assertThatThrownBy(segment::retain).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void knowsThePublicationAtEachOffset() {
    for (int i = 1; i <= 9; i++) {
      segment.add(i * 10, 100 + i * 2, i);
    }

    assertThat(segment.endedAt(0)).isZero();
    assertThat(segment.endedAt(9)).isZero();
    assertThat(segment.endedAt(10)).isEqualTo(1);
    assertThat(segment.endedAt(89)).isEqualTo(8);
    assertThat(segment.endedAt(90)).isEqualTo(9);
    assertThat(segment.seqBehind(0)).isEqualTo(102);
    assertThat(segment.seqBehind(8)).isEqualTo(118);
    assertThat(segment.seqBehind(9)).isEqualTo(119);
    assertThat(segment.writtenNanos()).isEqualTo(9);
    segment.release();
  }

  @Test
  void beginsWithItsFirstNumberWhileEmpty() {
    assertThat(segment.seqBehind(segment.endedAt(0))).isEqualTo(7);
    segment.release();
  }
}
