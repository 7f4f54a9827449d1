package io.starling.server.services;

import io.starling.protocol.message.JsonData;

/** Where events go: a channel by its name. Thread-safe; never blocks. */
@FunctionalInterface
public interface EventSink {

  void publish(String channel, JsonData data);
}
