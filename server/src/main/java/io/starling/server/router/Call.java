package io.starling.server.router;

import io.starling.server.auth.Principal;
import io.starling.server.auth.Scope;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A method that needs to know who calls it, but not over which connection: REST has it too.
 *
 * @param scope what the caller must have, or null where everybody may call it
 */
record Call(String name, Method.Kind kind, @Nullable Scope scope, Handler handler) {

  /** Does it, on any thread, without blocking. */
  @FunctionalInterface
  interface Handler {
    Reply call(Principal caller, JsonNode params);
  }

  /** The same for who has a connection. */
  Method method() {
    return new Method(
        name, kind, scope, (viewer, params) -> handler.call(viewer.session().principal(), params));
  }
}
