package io.starling.server.hub;

import io.netty.buffer.Unpooled;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * {@link Drain#enqueue}, while a run comes to its end: what it did not see is for a run to come.
 */
@JCStressTest
@Outcome(id = "6", expect = Expect.ACCEPTABLE, desc = "both replies have left")
@Outcome(expect = Expect.FORBIDDEN, desc = "a wake-up was lost")
@State
public class DrainRaceStress {

  private final StressRig rig = new StressRig();
  private final StressRig late = new StressRig(rig);

  public DrainRaceStress() {
    rig.outbox.send(Frames.TEXT, Unpooled.wrappedBuffer(new byte[1]));
    late.setReady(false);
    late.outbox.send(Frames.TEXT, Unpooled.wrappedBuffer(new byte[1]));
    rig.runAll();
    rig.outbox.send(Frames.TEXT, Unpooled.EMPTY_BUFFER);
  }

  @Actor
  public void room() {
    late.setReady(true);
    late.outbox.wake();
  }

  @Actor
  public void loop() {
    rig.runAll();
  }

  @Arbiter
  public void end(I_Result result) {
    rig.runAll();
    result.r1 = rig.bytes() - 2 + late.bytes();
    rig.outbox.close();
    late.outbox.close();
  }
}
