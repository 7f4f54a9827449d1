package io.starling.server.channel;

import io.starling.protocol.message.JsonData;

/**
 * One publication of a channel of events: what happened, in the publisher's words, and when.
 *
 * @param millis Unix time
 */
public record Happening(JsonData data, long millis) {

  /** About what it takes in memory. */
  int bytes() {
    return data.length() + 64;
  }
}
