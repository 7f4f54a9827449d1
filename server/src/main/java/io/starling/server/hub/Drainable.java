package io.starling.server.hub;

/** What an event loop is asked to look at: a variant's readers, or one connection's outbox. */
sealed interface Drainable permits Readers, Outbox {

  void drain(LogView view);
}
