package io.starling.server.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VariantTest {

  private final Rig rig = new Rig();
  private final Channel<String> channel = rig.latest();
  private final Rig.Client client = rig.client();
  private final List<Boolean> asked = new ArrayList<>();
  private @Nullable Runnable whileAsked;

  @Test
  void wantsAKeyframeUntilThereIsOne() {
    subscribe(client);

    channel.publish("a");
    channel.publish("b");
    channel.publish("#c");
    channel.publish("d");

    assertThat(asked).containsExactly(true, true, true, false);
    client.outbox.close();
  }

  @Test
  void wantsNoKeyframeThatHasCome() {
    Subscription subscription = subscribe(client);
    channel.publish("#a");
    rig.loop.runAll();

    // Somebody who has seen nothing since would be content with the one in the log.
    Rig.Client second = rig.client();
    subscribe(second);
    channel.publish("#b");
    rig.loop.runAll();
    channel.publish("c");

    assertThat(asked).containsExactly(true, true, false);
    assertThat(subscription.seq()).isEqualTo(3);
    client.outbox.close();
    second.outbox.close();
  }

  @Test
  void losesNoRequestThatComesWhileTheEncoderAsks() {
    Subscription subscription = subscribe(client);
    channel.publish("#a");
    rig.loop.runAll();
    whileAsked = subscription::awaitKeyframe;

    channel.publish("b");
    whileAsked = null;
    channel.publish("c");

    assertThat(asked).containsExactly(true, false, true);
    client.outbox.close();
  }

  @Test
  void losesNoRequestWhenTheEncoderFails() {
    subscribe(client);

    Throwable thrown = catchThrowable(() -> channel.publish("fail"));
    channel.publish("b");

    assertThat(thrown).isInstanceOf(IllegalStateException.class);
    assertThat(asked).containsExactly(true, true);
    client.outbox.close();
  }

  private Subscription subscribe(Rig.Client who) {
    Subscription subscription =
        channel.subscribe(
            who.outbox,
            "key",
            Lane.STATE,
            context ->
                (text, seq, log) -> {
                  boolean wanted = context.takeKeyframeRequest();
                  asked.add(wanted);
                  if (whileAsked != null) {
                    whileAsked.run();
                  }
                  if (text.equals("fail")) {
                    throw new IllegalStateException(text);
                  }
                  Rig.encode(text, seq, log);
                });
    subscription.resume();
    return subscription;
  }
}
