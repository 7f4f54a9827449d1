package io.starling.server.router;

import io.starling.protocol.error.ErrorCode;
import io.starling.server.auth.ChannelPattern;
import io.starling.server.auth.Scope;
import io.starling.server.channel.Viewer;
import io.starling.server.channel.agent.AgentOutcome;
import io.starling.server.channel.agent.Agents;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Methods about agents, and about the room that a client speaks and hears in. Thread-safe. */
public final class AgentMethods {

  private final Agents agents;

  public AgentMethods(Agents agents) {
    this.agents = agents;
  }

  public List<Method> all() {
    return List.of(
        Method.command("agents.join", this::join).only(Scope.AGENTS_WRITE),
        Method.command("agents.leave", this::leave).only(Scope.AGENTS_WRITE),
        Method.command("agents.pause", (_, params) -> pause(params, true)).only(Scope.AGENTS_WRITE),
        Method.command("agents.resume", (_, params) -> pause(params, false))
            .only(Scope.AGENTS_WRITE),
        Method.query("agents.list", (_, _) -> list()),
        Method.query("agents.get", (_, params) -> get(params)),
        Method.command("voice.room", AgentMethods::room));
  }

  private Reply join(Viewer viewer, JsonNode params) {
    String owner = viewer.session().principal().name();
    return reply(agents.join(owner, params.get("name").stringValue()));
  }

  private Reply leave(Viewer viewer, JsonNode params) {
    return reply(agents.leave(viewer.session().principal().name(), id(params)));
  }

  private Reply pause(JsonNode params, boolean paused) {
    return reply(agents.pause(id(params), paused));
  }

  private Reply list() {
    ArrayNode all = JsonMapper.shared().createArrayNode();
    agents.list().forEach(agent -> all.add(JsonMapper.shared().readTree(agent)));
    return new Reply.Answer(Json.body(JsonMapper.shared().createObjectNode().set("agents", all)));
  }

  private Reply get(JsonNode params) {
    return agents
        .get(id(params))
        .<Reply>map(agent -> new Reply.Answer(Json.body(JsonMapper.shared().readTree(agent))))
        .orElseGet(
            () ->
                Json.refused(
                    ErrorCode.VALIDATION_ERROR, "There is no agent %d".formatted(id(params))));
  }

  private static Reply room(Viewer viewer, JsonNode params) {
    String room = params.get("room").stringValue();
    if (!ChannelPattern.isName(room)) {
      return Json.refused(ErrorCode.VALIDATION_ERROR, "A room is called as a channel is");
    }
    return viewer.voice().enter(room)
        ? new Reply.Answer(Json.body(JsonMapper.shared().createObjectNode().put("room", room)))
        : Json.refused(ErrorCode.SERVICE_UNAVAILABLE, "There are too many rooms");
  }

  private static Reply reply(AgentOutcome outcome) {
    return switch (outcome) {
      case AgentOutcome.Done done ->
          new Reply.Answer(Json.body(JsonMapper.shared().createObjectNode().put("id", done.id())));
      case AgentOutcome.Refused refused -> Json.refused(refused.code(), refused.reason());
    };
  }

  private static int id(JsonNode params) {
    return params.get("id").intValue();
  }
}
