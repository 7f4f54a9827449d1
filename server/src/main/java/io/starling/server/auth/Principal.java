package io.starling.server.auth;

import java.util.EnumSet;
import java.util.Set;

/** Somebody who is connected. Immutable. */
public record Principal(String name, Set<Scope> scopes) {

  public Principal {
    scopes = Set.copyOf(scopes);
  }

  /**
   * Somebody without a token: on loopback the owner of the machine, who may do everything;
   * elsewhere a guest, who may look.
   */
  public static Principal anonymous(boolean onLoopback) {
    return new Principal(
        "anonymous", onLoopback ? EnumSet.allOf(Scope.class) : EnumSet.noneOf(Scope.class));
  }

  public boolean may(Scope scope) {
    return scopes.contains(scope);
  }
}
