package io.starling.server.auth;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a principal may do beyond looking. The wire name is the one of a token's {@code scopes}. */
public enum Scope {
  PUBLISH("publish"),
  SETTINGS_WRITE("settings:write"),
  AGENTS_WRITE("agents:write"),
  GRAPH_DRAG("graph:drag"),
  VOICE("voice"),
  AI("ai"),
  SEARCH("search"),
  FILES_READ("files:read"),
  FILES_WRITE("files:write"),
  GIT_WRITE("git:write"),
  VALIDATE_RUN("validate:run"),
  /** Everything: the other scopes and every channel too. */
  ADMIN("admin");

  private static final Map<String, Scope> BY_WIRE_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(Scope::wireName, Function.identity()));

  private final String wireName;

  Scope(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  /** Returns the scope of this name, exactly written. */
  public static Optional<Scope> of(String wireName) {
    return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
  }
}
