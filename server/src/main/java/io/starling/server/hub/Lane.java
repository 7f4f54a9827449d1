package io.starling.server.hub;

/** What goes first on a connection that has several things to send; in this order. */
public enum Lane {
  CONTROL,
  EVENTS,
  VOICE,
  STATE
}
