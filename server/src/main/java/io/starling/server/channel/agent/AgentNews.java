package io.starling.server.channel.agent;

import io.starling.protocol.json.JsonText;
import io.starling.protocol.message.JsonData;
import io.starling.protocol.message.RecordFlags;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Tells, as events of the channel {@code agents}, who came, who went and who is in which state. */
final class AgentNews {

  /** Flags whose change everybody is told of. */
  private static final int TOLD = RecordFlags.ACTIVE | RecordFlags.IDLE | RecordFlags.ERROR;

  private final Consumer<JsonData> channel;
  private final LongSupplier millis;

  AgentNews(Consumer<JsonData> channel, LongSupplier millis) {
    this.channel = channel;
    this.millis = millis;
  }

  void joined(Agent agent, int flags) {
    agent.toldFlags = flags & TOLD;
    Map<String, Object> event = event("joined", agent);
    event.put("owner", agent.owner);
    tell(event);
  }

  /**
   * @param reason {@code asked} or {@code silent}
   */
  void left(Agent agent, String reason) {
    Map<String, Object> event = event("left", agent);
    event.put("reason", reason);
    tell(event);
  }

  /** Somebody wants it to stop for a while, or to go on. */
  void paused(Agent agent) {
    state(agent);
  }

  /** Says it where a flag has changed that everybody is told of. */
  void flags(Agent agent, int flags) {
    if ((flags & TOLD) != agent.toldFlags) {
      agent.toldFlags = flags & TOLD;
      state(agent);
    }
  }

  private void state(Agent agent) {
    Map<String, Object> event = event("state", agent);
    event.put("status", status(agent.toldFlags));
    event.put("paused", agent.paused);
    tell(event);
  }

  private static String status(int flags) {
    if ((flags & RecordFlags.ERROR) != 0) {
      return "error";
    }
    if ((flags & RecordFlags.IDLE) != 0) {
      return "idle";
    }
    return (flags & RecordFlags.ACTIVE) != 0 ? "active" : "inactive";
  }

  private Map<String, Object> event(String kind, Agent agent) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event", kind);
    event.put("agent", agent.id);
    event.put("name", agent.name);
    event.put("timestamp", millis.getAsLong());
    return event;
  }

  private void tell(Map<String, Object> event) {
    channel.accept(JsonText.of(event));
  }
}
