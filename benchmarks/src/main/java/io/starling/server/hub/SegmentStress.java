package io.starling.server.hub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** {@link Segment#tryRetain} and {@link Segment#release}: read whole or refused, freed once. */
@JCStressTest
@Outcome(id = "[01], 0", expect = Expect.ACCEPTABLE, desc = "read or refused, then freed")
@Outcome(expect = Expect.FORBIDDEN, desc = "read after it was freed, or never freed")
@State
public class SegmentStress {

  private final ByteBuf memory = Unpooled.buffer(1);
  private final Segment segment = new Segment(0, 1, 0, memory);

  @Actor
  public void log() {
    segment.release();
  }

  @Actor
  public void reader(II_Result result) {
    if (segment.tryRetain()) {
      result.r1 = memory.refCnt();
      segment.release();
    }
  }

  @Arbiter
  public void end(II_Result result) {
    result.r2 = memory.refCnt();
  }
}
