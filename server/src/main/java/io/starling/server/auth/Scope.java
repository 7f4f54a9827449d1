package io.starling.server.auth;

/** What a principal may do beyond looking. The wire name is the one of a token's {@code scopes}. */
public enum Scope {
  PUBLISH("publish"),
  GRAPH_DRAG("graph:drag"),
  ADMIN("admin");

  private final String wireName;

  Scope(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }
}
