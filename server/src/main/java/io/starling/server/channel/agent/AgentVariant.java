package io.starling.server.channel.agent;

import io.starling.server.channel.Wording;
import org.jspecify.annotations.Nullable;

/**
 * What viewers must have in common to share one encoded stream of agents.
 *
 * @param version of the binary messages
 * @param intervalNanos time between two updates
 * @param words how agents are said in text, or null where they are binary
 */
public record AgentVariant(
    AgentStream stream, int version, long intervalNanos, @Nullable Wording words) {

  AgentFrames frames() {
    return words == null ? new BinaryAgents(stream, version) : new TextAgents(stream, words);
  }
}
