package io.starling.server.router;

import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.Failure;
import io.starling.protocol.message.AgentReport;
import io.starling.server.auth.Scope;
import io.starling.server.channel.Viewer;
import io.starling.server.channel.agent.Agents;
import io.starling.server.limits.Kind;
import io.starling.server.limits.RateLimits;
import io.starling.server.session.SessionClock;

/** What clients report of their agents in binary, by record. On the viewer's event loop. */
public final class AgentReports {

  private final Agents agents;
  private final int maxRecords;
  private final SessionClock clock;

  public AgentReports(Agents agents, RateLimits rates, SessionClock clock) {
    this.agents = agents;
    this.maxRecords = rates.of(Kind.AGENTS).burst();
    this.clock = clock;
  }

  /** Whether it is within the rate. What could never be is refused for that, and costs a record. */
  boolean isTaken(Viewer viewer, AgentReport report) {
    return viewer.intake().takesAgents(isTooLong(report) ? 1 : Agents.count(report));
  }

  void take(Viewer viewer, AgentReport report) {
    if (!viewer.session().principal().may(Scope.AGENTS_WRITE)) {
      fail(viewer, ErrorCode.FORBIDDEN, "Agents need the scope " + Scope.AGENTS_WRITE.wireName());
    } else if (isTooLong(report)) {
      fail(
          viewer,
          ErrorCode.VALIDATION_ERROR,
          "A message has at most %d records of agents; this one has %d and was refused whole"
              .formatted(maxRecords, Agents.count(report)));
    } else {
      agents.report(viewer.session().principal().name(), report).ifPresent(viewer::fail);
    }
  }

  private boolean isTooLong(AgentReport report) {
    return Agents.count(report) > maxRecords;
  }

  private void fail(Viewer viewer, ErrorCode code, String reason) {
    viewer.fail(Failure.of(code, reason, clock.millis()));
  }
}
