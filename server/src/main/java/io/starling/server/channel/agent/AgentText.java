package io.starling.server.channel.agent;

import io.starling.protocol.json.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;

/** One agent with all that is known of it, as JSON. Pure functions. */
final class AgentText {

  private static final int ALL_FIELDS = 0xFF;

  private AgentText() {}

  static String of(Agent agent, AgentBoard board) {
    Map<String, Object> who = new LinkedHashMap<>();
    who.put("id", agent.id);
    who.put("name", agent.name);
    who.put("owner", agent.owner);
    who.put("paused", agent.paused);
    String head = JsonText.of(who).toString();
    var json = new StringBuilder(head.substring(0, head.length() - 1));
    TextAgents.fields(json, board, agent.id, ALL_FIELDS);
    return json.append('}').toString();
  }
}
