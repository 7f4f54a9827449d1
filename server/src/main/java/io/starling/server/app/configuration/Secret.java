package io.starling.server.app.configuration;

/** What is never printed. Immutable. */
public record Secret(String value) {

  @Override
  public String toString() {
    return "(secret)";
  }
}
