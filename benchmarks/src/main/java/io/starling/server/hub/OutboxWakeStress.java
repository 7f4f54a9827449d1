package io.starling.server.hub;

import io.netty.buffer.Unpooled;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** {@link Outbox#wake} from another thread: a socket that has room again is written to. */
@JCStressTest
@Outcome(id = "3", expect = Expect.ACCEPTABLE, desc = "the reply has left")
@Outcome(expect = Expect.FORBIDDEN, desc = "a wake-up was lost")
@State
public class OutboxWakeStress {

  private final StressRig rig = new StressRig();

  public OutboxWakeStress() {
    rig.setReady(false);
    rig.outbox.send(Frames.TEXT, Unpooled.wrappedBuffer(new byte[1]));
  }

  @Actor
  public void room() {
    rig.setReady(true);
    rig.outbox.wake();
  }

  @Actor
  public void loop() {
    rig.runAll();
  }

  @Arbiter
  public void end(I_Result result) {
    rig.runAll();
    result.r1 = rig.bytes();
    rig.outbox.close();
  }
}
