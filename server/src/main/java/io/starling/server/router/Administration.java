package io.starling.server.router;

import io.starling.protocol.error.ErrorCode;
import io.starling.server.channel.Clients;
import io.starling.server.limits.Ban;
import io.starling.server.limits.Bans;
import java.util.List;
import java.util.concurrent.CompletionStage;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What those who look after the server can see and do; the same over WebSocket and REST. Whoever
 * calls has seen to it that the caller may. Thread-safe.
 */
final class Administration {

  /** So many bans are listed. */
  private static final int MAX_BANS = 1_000;

  private final Clients clients;
  private final Bans bans;

  Administration(Clients clients, Bans bans) {
    this.clients = clients;
    this.bans = bans;
  }

  /** Lists the bans that there are, the one that ends first first. */
  Reply bans() {
    List<Ban> all = bans.list();
    ObjectNode result = JsonMapper.shared().createObjectNode();
    ArrayNode listed = result.putArray("bans");
    all.stream()
        .limit(MAX_BANS)
        .forEach(
            ban ->
                listed
                    .addObject()
                    .put("id", ban.id())
                    .put("address", ban.offender().address())
                    .put("user", ban.offender().user())
                    .put("reason", ban.reason())
                    .put("remaining_seconds", ban.remainingSeconds()));
    return new Reply.Answer(Json.body(result.put("total", all.size())));
  }

  /** Ends a ban before its time. */
  Reply lift(long id) {
    return bans.lift(id)
        ? new Reply.Answer(Json.body(JsonMapper.shared().createObjectNode().put("lifted", id)))
        : Json.refused(ErrorCode.VALIDATION_ERROR, "There is no ban with this id now");
  }

  /**
   * Lists clients.
   *
   * @param after the id behind which to begin, or the empty text
   */
  Reply clients(String after, int limit) {
    CompletionStage<Clients.Page> page = clients.page(after, limit);
    return new Reply.Later(page.thenApply(Administration::reply));
  }

  /** Ends a client's connection with 4009. */
  Reply disconnect(String id, String reason) {
    return clients.disconnect(id, reason)
        ? new Reply.Answer(
            Json.body(JsonMapper.shared().createObjectNode().put("disconnected", id)))
        : Json.refused(ErrorCode.VALIDATION_ERROR, "There is no client with this id now");
  }

  private static Reply reply(Clients.Page page) {
    ObjectNode result = JsonMapper.shared().createObjectNode();
    ArrayNode listed = result.putArray("clients");
    for (Clients.Client client : page.clients()) {
      listed
          .addObject()
          .put("id", client.id())
          .put("user", client.user())
          .put("address", client.address())
          .put("dialect", client.dialect())
          .put("subscriptions", client.traffic().subscriptions())
          .put("bytes_sent", client.traffic().bytesSent())
          .put("bytes_received", client.traffic().bytesReceived())
          .put("stale", client.traffic().stale())
          .put("connected_since", client.connectedSince());
    }
    page.next().ifPresent(next -> result.put("next", next));
    return new Reply.Answer(Json.body(result.put("total", page.total())));
  }
}
