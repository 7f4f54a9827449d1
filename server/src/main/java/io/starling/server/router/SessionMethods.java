package io.starling.server.router;

import io.starling.server.auth.Scope;
import io.starling.server.channel.Viewer;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a client can ask about itself. Thread-safe. */
public final class SessionMethods {

  private SessionMethods() {}

  public static List<Method> all() {
    return List.of(Method.query("session.get", SessionMethods::get));
  }

  private static Reply get(Viewer viewer, JsonNode params) {
    var principal = viewer.session().principal();
    ObjectNode result =
        JsonMapper.shared()
            .createObjectNode()
            .put("client_id", viewer.clientId())
            .put("user", principal.name())
            .put("anonymous", principal.anonymous())
            .put("dialect", viewer.wording().dialect().wireName());
    ArrayNode scopes = result.putArray("scopes");
    Arrays.stream(Scope.values()).filter(principal::may).map(Scope::wireName).forEach(scopes::add);
    if (viewer.identity().challenge() != null) {
      result.put("challenge", viewer.identity().challenge());
    }
    viewer.identity().expiry().ifPresent(end -> result.put("expires", end.toEpochMilli()));
    return new Reply.Answer(Json.body(result));
  }
}
