package io.starling.server.channel;

import io.starling.server.channel.agent.AgentStream;
import io.starling.server.channel.agent.AgentVariant;
import io.starling.server.hub.Subscription;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The streams of agents that one viewer is subscribed to, each in the variant that it shares with
 * others. Confined to the session's event loop.
 */
final class ViewerAgents {

  private final Viewer viewer;
  private final Stage stage;
  private final Map<AgentStream, AgentVariant> variants = new EnumMap<>(AgentStream.class);
  private final Map<AgentStream, Subscription> live = new EnumMap<>(AgentStream.class);

  ViewerAgents(Viewer viewer, Stage stage) {
    this.viewer = viewer;
    this.stage = stage;
  }

  /** What is wanted, the tier or the version may have changed. */
  void retier(ViewerStreams wanted, Tier tier) {
    for (AgentStream stream : AgentStream.values()) {
      Optional<EventName> name = EventName.named(stream.wireName());
      if (name.isEmpty() || !wanted.has(name.get()) || tier == Tier.PAUSED) {
        cancel(stream);
      } else {
        subscribe(stream, tier);
      }
    }
  }

  /** Asks for everything anew. */
  void keyframe() {
    live.values().forEach(Subscription::awaitKeyframe);
  }

  private void subscribe(AgentStream stream, Tier tier) {
    boolean inText = viewer.agreement().isHeaderless() || !viewer.wording().hasBinary();
    var variant =
        new AgentVariant(
            stream,
            inText ? 1 : viewer.agreement().version(),
            tier.intervalNanos(),
            inText ? viewer.wording() : null);
    if (!variant.equals(variants.get(stream))) {
      cancel(stream);
      Subscription subscription = stage.agents().subscribe(viewer.session().outbox(), variant);
      variants.put(stream, variant);
      live.put(stream, subscription);
      subscription.resume();
    }
  }

  private void cancel(AgentStream stream) {
    variants.remove(stream);
    Subscription subscription = live.remove(stream);
    if (subscription != null) {
      subscription.cancel();
    }
  }
}
