package io.starling.server.rest;

import io.starling.graph.simulation.PositionsSnapshot;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.message.Filter;
import io.starling.server.channel.InitialLoads;
import io.starling.server.channel.LiveGraph;
import io.starling.server.channel.Viewer;
import io.starling.server.channel.Viewers;
import io.starling.server.session.SessionClock;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** {@code /api/graph/data} and {@code /api/graph/state}. */
final class GraphRoutes {

  private static final String CLIENT_ID = "X-Client-Id";

  private final LiveGraph graph;
  private final InitialLoads loads;
  private final Viewers viewers;
  private final SessionClock clock;

  GraphRoutes(LiveGraph graph, InitialLoads loads, Viewers viewers, SessionClock clock) {
    this.graph = graph;
    this.loads = loads;
    this.viewers = viewers;
    this.clock = clock;
  }

  /**
   * The nodes and edges that the filter in the query leaves. With {@code X-Client-Id} the client's
   * connection is then sent its positions, so that data comes before what moves it.
   */
  void data(RoutingContext context) {
    Filter filter;
    try {
      filter = FilterQuery.parse(context.queryParams());
    } catch (IllegalArgumentException bad) {
      Problems.answer(
          context.request(), 400, ErrorCode.VALIDATION_ERROR, String.valueOf(bad.getMessage()));
      return;
    }
    String clientId = context.request().getHeader(CLIENT_ID);
    context
        .vertx()
        .executeBlocking(() -> json(filter), false)
        .onSuccess(
            body ->
                context
                    .response()
                    .putHeader("Content-Type", "application/json")
                    .end(body)
                    .onSuccess(_ -> refresh(clientId)))
        .onFailure(context::fail);
  }

  private void refresh(@Nullable String clientId) {
    if (clientId != null) {
      viewers.find(clientId).ifPresent(Viewer::refresh);
    }
  }

  private Buffer json(Filter filter) {
    return Buffer.buffer(loads.json(filter));
  }

  /** Counts, bounds, physics, version of the positions, server time. */
  void state(RoutingContext context) {
    PositionsSnapshot positions = graph.positions();
    context.json(
        new JsonObject()
            .put("nodes", graph.graph().nodes().size())
            .put("edges", graph.graph().edges().size())
            .put("graphVersion", graph.graph().version())
            .put("bounds", bounds(positions))
            .put("physics", new JsonObject().put("running", !graph.simulation().isResting()))
            .put("positionsVersion", positions.version())
            .put("serverTime", clock.millis()));
  }

  private static JsonObject bounds(PositionsSnapshot positions) {
    return new JsonObject()
        .put("x", range(positions.x()))
        .put("y", range(positions.y()))
        .put("z", range(positions.z()));
  }

  private static JsonArray range(float[] values) {
    float min = values.length == 0 ? 0 : values[0];
    float max = min;
    for (float value : values) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    return new JsonArray().add(min).add(max);
  }
}
