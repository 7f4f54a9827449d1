package io.starling.server.channel.agent;

import io.starling.protocol.error.ErrorCode;

/** What came of a request about one agent. */
public sealed interface AgentOutcome {

  /** It was done, to this agent. */
  record Done(int id) implements AgentOutcome {}

  /** It was not done, and why. */
  record Refused(ErrorCode code, String reason) implements AgentOutcome {}
}
