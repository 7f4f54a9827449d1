package io.starling.server.channel;

import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.Failure;
import io.starling.server.limits.Allowance;
import io.starling.server.limits.Rate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much of what one viewer sends is taken. What is past its rate is not processed, and answered
 * at most once a second. Confined to the session's event loop.
 */
public final class Intake {

  /** The higher allowance for positions lasts a little longer than the drag. */
  private static final long AFTER_DRAG = Duration.ofSeconds(1).toNanos();

  private static final long ANSWER_INTERVAL = Duration.ofSeconds(1).toNanos();

  private final Viewer viewer;
  private final Stage stage;
  private @Nullable Allowance messages;
  private @Nullable Allowance positions;
  private @Nullable Allowance dragging;
  private long interactedNanos;
  private long answeredNanos;
  private boolean hasInteracted;
  private boolean hasAnswered;

  Intake(Viewer viewer, Stage stage) {
    this.viewer = viewer;
    this.stage = stage;
  }

  /** Takes a message other than positions and signs of life; false when it is past the rate. */
  public boolean takesMessage() {
    if (messages == null) {
      messages = allowance(stage.limits().messages());
    }
    return takes(messages);
  }

  /** Takes a message of positions; false when it is past the rate. */
  public boolean takesPositions() {
    long now = stage.clock().nanoTime();
    if (viewer.isInteracting()) {
      hasInteracted = true;
      interactedNanos = now;
    }
    if (hasInteracted && now - interactedNanos <= AFTER_DRAG) {
      if (dragging == null) {
        dragging = allowance(stage.limits().dragging());
      }
      return takes(dragging);
    }
    if (positions == null) {
      positions = allowance(stage.limits().positions());
    }
    return takes(positions);
  }

  private Allowance allowance(Rate rate) {
    return new Allowance(rate, stage.clock()::nanoTime);
  }

  private boolean takes(Allowance allowance) {
    if (allowance.take()) {
      return true;
    }
    stage.traffic().rateLimited.increment();
    long now = stage.clock().nanoTime();
    if (!hasAnswered || now - answeredNanos >= ANSWER_INTERVAL) {
      hasAnswered = true;
      answeredNanos = now;
      answer(allowance);
    }
    return false;
  }

  private void answer(Allowance allowance) {
    int wait = allowance.retryAfterSeconds();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("limit", allowance.rate().perMinute());
    details.put("window", "1m");
    details.put("retry_after", wait);
    details.put("violations", allowance.violated());
    viewer.fail(
        Failure.of(ErrorCode.RATE_LIMIT_EXCEEDED, stage.clock().millis())
            .withDetails(details)
            .withRetryAfter(wait * 1_000L));
  }
}
