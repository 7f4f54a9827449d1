package io.starling.server.channel;

import io.starling.protocol.error.CloseCode;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.Failure;
import io.starling.server.limits.Allowance;
import io.starling.server.limits.Kind;
import io.starling.server.limits.Offender;
import io.starling.server.limits.Outcome;
import io.starling.server.limits.Violations;
import io.starling.server.session.Guards;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much of what one viewer sends is taken, by kind: of this connection, and of all of its
 * address. What is past a rate is not processed; it is answered and counted at most once a second,
 * and who goes on is banned. Confined to the session's event loop.
 */
public final class Intake {

  /** The higher allowance for positions lasts a little longer than the drag. */
  private static final long AFTER_DRAG = Duration.ofSeconds(1).toNanos();

  private final Viewer viewer;
  private final Stage stage;
  private final Guards guards;
  private final Violations violations;
  private final Map<Kind, Allowance> allowances = new EnumMap<>(Kind.class);
  private long interactedNanos;
  private boolean hasInteracted;

  Intake(Viewer viewer, Stage stage) {
    this.viewer = viewer;
    this.stage = stage;
    this.guards = stage.guards();
    this.violations = new Violations(guards.offences(), stage.clock()::nanoTime);
  }

  /** Takes a message other than positions and signs of life; false when it is past the rate. */
  public boolean takesMessage() {
    return takes(Kind.MESSAGES, 1);
  }

  /** Takes a message of positions; false when it is past the rate. */
  public boolean takesPositions() {
    long now = stage.clock().nanoTime();
    if (viewer.isInteracting()) {
      hasInteracted = true;
      interactedNanos = now;
    }
    boolean dragging = hasInteracted && now - interactedNanos <= AFTER_DRAG;
    return takes(dragging ? Kind.DRAGGING : Kind.POSITIONS, 1);
  }

  /** Takes so many records of agents; false when they are past the rate. */
  public boolean takesAgents(int records) {
    return takes(Kind.AGENTS, records);
  }

  /** Takes a chunk of voice; false when it is past the rate. */
  public boolean takesVoice() {
    return takes(Kind.VOICE, 1);
  }

  /** Takes a proof that failed; false when there were too many. */
  boolean takesFailedAuthentication() {
    return takes(Kind.AUTHENTICATION, 1);
  }

  /** Whether another proof is looked at; one that is not is answered like any other excess. */
  boolean takesAuthentication() {
    boolean own = allowance(Kind.AUTHENTICATION).hasAny();
    if (own && guards.addresses().hasAny(address(), Kind.AUTHENTICATION)) {
      return true;
    }
    exceeded(Kind.AUTHENTICATION, 1, own);
    return false;
  }

  private boolean takes(Kind kind, int count) {
    boolean own = allowance(kind).take(count);
    if (own && guards.addresses().tryTake(address(), kind, count)) {
      return true;
    }
    exceeded(kind, count, own);
    return false;
  }

  /**
   * Something past a rate has come.
   *
   * @param own whether it was not the connection's rate but that of its address
   */
  private void exceeded(Kind kind, int count, boolean own) {
    Allowance allowance = allowance(kind);
    stage.traffic().overRate.increment(kind.label());
    int wait =
        own
            ? guards.addresses().retryAfterSeconds(address(), kind, count)
            : allowance.retryAfterSeconds(count);
    int limit = (own ? guards.addresses().rate(kind) : allowance.rate()).perMinute();
    violated(kind, limit, wait);
  }

  private Allowance allowance(Kind kind) {
    return allowances.computeIfAbsent(
        kind, each -> new Allowance(guards.rates().of(each), stage.clock()::nanoTime));
  }

  private String address() {
    return viewer.session().remoteAddress();
  }

  private void violated(Kind kind, int limit, int wait) {
    var offender =
        new Offender(viewer.session().remoteAddress(), viewer.session().principal().name());
    switch (violations.violated(offender, kind)) {
      case Outcome.Silent _ -> {}
      case Outcome.Warn warn -> answer(limit, wait, warn.violations());
      case Outcome.Banned banned -> {
        answer(limit, banned.ban().remainingSeconds(), banned.violations());
        viewer
            .session()
            .close(
                CloseCode.BANNED,
                CloseCode.BANNED.reason() + ", retry_after=" + banned.ban().remainingSeconds());
      }
    }
  }

  private void answer(int limit, int wait, int count) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("limit", limit);
    details.put("window", "1m");
    details.put("retry_after", wait);
    details.put("violations", count);
    viewer.fail(
        Failure.of(ErrorCode.RATE_LIMIT_EXCEEDED, stage.clock().millis())
            .withDetails(details)
            .withRetryAfter(wait * 1_000L));
  }
}
