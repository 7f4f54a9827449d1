package io.starling.server.hub;

import io.starling.protocol.message.StreamPosition;

/**
 * A new subscription, paused.
 *
 * @param at the place in the channel's history behind which it begins
 * @param recovery what became of the place that the client named
 */
public record Joined(Subscription subscription, StreamPosition at, Recovery recovery) {

  /** Recovers exactly, or says why not; never a part. */
  public enum Recovery {
    NOT_ASKED(""),
    RECOVERED(""),
    EPOCH_CHANGED("The channel has begun anew since"),
    TOO_OLD("The history does not reach back so far"),
    AHEAD("The channel has not come so far");

    private final String reason;

    Recovery(String reason) {
      this.reason = reason;
    }

    /** A sentence for a person, empty where nothing went wrong. */
    public String reason() {
      return reason;
    }
  }
}
