package io.starling.server.hub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** {@link Readers#wake}, while the loop drains: no publication waits without a drain to come. */
@JCStressTest
@Outcome(id = "6", expect = Expect.ACCEPTABLE, desc = "both publications have been delivered")
@Outcome(expect = Expect.FORBIDDEN, desc = "a wake-up was lost")
@State
public class PublicationStress {

  private static final ByteBuf PAYLOAD =
      Unpooled.unreleasableBuffer(Unpooled.buffer().writeZero(1));

  private final StressRig rig = new StressRig();
  private final Channel<ByteBuf> channel =
      rig.hub.channel("c", ChannelOptions.every(Retention.DEFAULT, (_, _, _, _) -> {}));

  public PublicationStress() {
    channel
        .subscribe(
            rig.outbox,
            "key",
            Lane.EVENTS,
            _ -> (payload, seq, log) -> log.append(Frames.TEXT, payload, seq))
        .resume();
  }

  @Actor
  public void publisher() {
    channel.publish(PAYLOAD);
    channel.publish(PAYLOAD);
  }

  @Actor
  public void loop() {
    rig.runAll();
  }

  /** Runs what is scheduled, and nothing else. */
  @Arbiter
  public void end(I_Result result) {
    rig.runAll();
    result.r1 = rig.bytes();
    rig.outbox.close();
  }
}
