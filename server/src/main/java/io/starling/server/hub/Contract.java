package io.starling.server.hub;

/** What a channel owes a subscriber that lags. Chapter 8 of the specification. */
public enum Contract {
  /**
   * The newest state counts: a lagging subscriber skips to the newest keyframe and what followed
   * it; it never sees an old state after a new one.
   */
  LATEST,

  /**
   * Every publication counts: a lagging subscriber is given all that the log still holds; past
   * that, one gap message names what is lost, and it goes on.
   */
  EVERY,

  /**
   * Only what is fresh counts: what is older than the log's retention is skipped, never sent late,
   * and counted; what is sent is in order.
   */
  TIMELY
}
