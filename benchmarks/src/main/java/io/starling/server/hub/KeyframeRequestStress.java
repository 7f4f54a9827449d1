package io.starling.server.hub;

import io.netty.buffer.ByteBuf;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** {@link Variant#requestKeyframe}: whoever waits for a keyframe gets one. */
@JCStressTest
@Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "has come with one of the next two")
@Outcome(expect = Expect.FORBIDDEN, desc = "the request was lost")
@State
public class KeyframeRequestStress {

  private final StressRig rig = new StressRig();
  private final Channel<String> channel = rig.hub.channel("c", ChannelOptions.latest());
  private final Subscription subscription;

  public KeyframeRequestStress() {
    subscription =
        channel.subscribe(
            rig.outbox,
            "key",
            Lane.STATE,
            context -> (_, seq, log) -> encode(context.takeKeyframeRequest(), seq, log));
    subscription.resume();
    channel.publish("first");
    rig.runAll();
  }

  @Actor
  public void publisher() {
    channel.publish("second");
  }

  @Actor
  public void loop() {
    subscription.awaitKeyframe();
    rig.runAll();
  }

  @Arbiter
  public void end(Z_Result result) {
    rig.runAll();
    channel.publish("third");
    rig.runAll();
    result.r1 = subscription.seq() == 4;
    rig.outbox.close();
  }

  private static void encode(boolean keyframe, long seq, ChannelLog log) {
    ByteBuf out = log.begin(Frames.bytes(0));
    Frames.writeHeader(out, Frames.TEXT, 0);
    log.commit(seq, keyframe);
  }
}
