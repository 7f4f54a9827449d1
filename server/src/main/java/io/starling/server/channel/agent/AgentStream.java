package io.starling.server.channel.agent;

import io.starling.protocol.message.AgentField;
import java.util.Locale;

/** What can be seen of agents, each a stream of its own. */
public enum AgentStream {
  /** 0x11. */
  AGENT_POSITIONS(AgentField.POSITION.mask() | AgentField.FLAGS.mask()),
  /** 0x20. */
  AGENT_STATE_FULL(0xFF),
  /** 0x21. */
  AGENT_STATE_DELTA(0xFF),
  /** 0x22. */
  AGENT_HEALTH(
      AgentField.HEALTH.mask()
          | AgentField.CPU.mask()
          | AgentField.MEMORY.mask()
          | AgentField.WORKLOAD.mask()
          | AgentField.TOKENS.mask());

  private final int fields;
  private final String wireName = name().toLowerCase(Locale.ROOT);

  AgentStream(int fields) {
    this.fields = fields;
  }

  /** Bits of {@link AgentField}: a change of others is not said. */
  int fields() {
    return fields;
  }

  public String wireName() {
    return wireName;
  }
}
