package io.starling.server.router;

import io.starling.protocol.error.CloseCode;
import io.starling.server.auth.Scope;
import java.util.List;

/** Methods for those who look after the server. Thread-safe. */
final class AdminMethods {

  private static final int USUAL_PAGE = 100;

  private final Administration administration;

  AdminMethods(Administration administration) {
    this.administration = administration;
  }

  List<Call> all() {
    return List.of(
        query("bans.list", (_, _) -> administration.bans()),
        command("bans.lift", (_, params) -> administration.lift(params.get("id").longValue())),
        query(
            "clients.list",
            (_, params) ->
                administration.clients(
                    params.path("after").asString(""), params.path("limit").asInt(USUAL_PAGE))),
        command(
            "clients.disconnect",
            (_, params) ->
                administration.disconnect(
                    params.get("id").stringValue(),
                    params.path("reason").asString(CloseCode.DISCONNECTED.reason()))));
  }

  private static Call query(String name, Call.Handler handler) {
    return new Call(name, Method.Kind.QUERY, Scope.ADMIN, handler);
  }

  private static Call command(String name, Call.Handler handler) {
    return new Call(name, Method.Kind.COMMAND, Scope.ADMIN, handler);
  }
}
