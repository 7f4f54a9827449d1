package io.starling.server.router;

import io.starling.protocol.error.CloseCode;
import io.starling.server.auth.Scope;
import java.util.List;
import java.util.stream.Stream;

/** Methods for those who look after the server. Thread-safe. */
public final class AdminMethods {

  private static final int USUAL_PAGE = 100;

  private final Administration administration;

  public AdminMethods(Administration administration) {
    this.administration = administration;
  }

  public List<Method> all() {
    return Stream.of(
            Method.query("bans.list", (_, _) -> administration.bans()),
            Method.command(
                "bans.lift", (_, params) -> administration.lift(params.get("id").longValue())),
            Method.query(
                "clients.list",
                (_, params) ->
                    administration.clients(
                        params.path("after").asString(""), params.path("limit").asInt(USUAL_PAGE))),
            Method.command(
                "clients.disconnect",
                (_, params) ->
                    administration.disconnect(
                        params.get("id").stringValue(),
                        params.path("reason").asString(CloseCode.DISCONNECTED.reason()))))
        .map(method -> method.only(Scope.ADMIN))
        .toList();
  }
}
