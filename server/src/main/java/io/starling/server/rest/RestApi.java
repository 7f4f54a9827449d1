package io.starling.server.rest;

import io.starling.protocol.error.ErrorCode;
import io.starling.server.auth.OriginPolicy;
import io.starling.server.auth.Principal;
import io.starling.server.channel.Stage;
import io.starling.server.metrics.MetricsRegistry;
import io.starling.server.router.Calls;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes of the one port that are not WebSocket. */
public final class RestApi {

  private static final Logger LOG = LoggerFactory.getLogger(RestApi.class);

  /** Assets carry a hash of their content in their name, so a browser may keep them. */
  private static final long ASSET_SECONDS = 365L * 24 * 3_600;

  private static final String CONTENT_SECURITY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
          + "connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

  private final Vertx vertx;
  private final OriginPolicy origins;
  private final About about;
  private final MetricsRegistry metrics;
  private final BooleanSupplier ready;
  private final GraphRoutes graph;
  private final Gate gate;
  private final CallRoutes calls;

  /** What {@code GET /api/info} says. */
  public record About(String version, String folder, String transport) {}

  /**
   * Who may come in.
   *
   * @param anonymous whoever does not say who it is, where that is not asked
   */
  public record Door(OriginPolicy origins, Principal anonymous) {}

  /**
   * What the routes lead to.
   *
   * @param patience for a request with a body, from its headers to its answer
   */
  public record Behind(
      Stage stage,
      Calls calls,
      Duration patience,
      MetricsRegistry metrics,
      BooleanSupplier ready) {}

  public RestApi(Vertx vertx, Door door, About about, Behind behind) {
    Stage stage = behind.stage();
    this.vertx = vertx;
    this.origins = door.origins();
    this.about = about;
    this.metrics = behind.metrics();
    this.ready = behind.ready();
    this.graph = new GraphRoutes(stage.graph(), stage.loads(), stage.viewers(), stage.clock());
    this.gate = new Gate(stage.guards(), door.anonymous(), stage.traffic());
    this.calls = new CallRoutes(behind.calls(), behind.patience(), stage.clock()::nanoTime);
  }

  /** The taker of requests. */
  public Handler<HttpServerRequest> handler() {
    Router router = Router.router(vertx);
    router.route("/api/*").handler(this::guard);
    router.route("/api/*").handler(gate::admit);
    get(router, "/api/info", this::info);
    get(router, "/api/graph/data", graph::data);
    get(router, "/api/graph/state", graph::state);
    calls.addTo(router);
    router.route("/api/*").handler(RestApi::missing);
    get(router, "/health/live", context -> context.json(new JsonObject().put("status", "UP")));
    get(router, "/health/ready", this::ready);
    get(router, "/metrics", this::metrics);
    get(router, "/asyncapi.yaml", RestApi::messages);
    read(router.route("/assets/*")).handler(assets());
    read(router.route()).handler(RestApi::secure);
    read(router.route())
        .handler(StaticHandler.create("web").setCachingEnabled(false).setIncludeHidden(false));
    router.route().handler(RestApi::missing);
    router.route().failureHandler(RestApi::failed);
    return router;
  }

  /** A path that can only be read. */
  private static void get(Router router, String path, Handler<RoutingContext> handler) {
    read(router.route(path)).handler(handler);
    router.route(path).handler(context -> wrongMethod(context, "GET, HEAD"));
  }

  private static Route read(Route route) {
    return route.method(HttpMethod.GET).method(HttpMethod.HEAD);
  }

  private static StaticHandler assets() {
    return StaticHandler.create("web/assets").setMaxAgeSeconds(ASSET_SECONDS);
  }

  /** Another site's page, or our own under a stranger's name, reads nothing. */
  private void guard(RoutingContext context) {
    HttpServerRequest request = context.request();
    Optional<String> refusal =
        origins.refusal(request.getHeader("Host"), request.getHeader("Origin"));
    if (refusal.isPresent()) {
      Problems.answer(request, 403, ErrorCode.FORBIDDEN, refusal.get());
    } else {
      context.next();
    }
  }

  private static void secure(RoutingContext context) {
    context
        .response()
        .putHeader("Content-Security-Policy", CONTENT_SECURITY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer");
    context.next();
  }

  private void info(RoutingContext context) {
    context.json(
        new JsonObject()
            .put("name", "Starling")
            .put("version", about.version())
            .put("folder", about.folder())
            .put("transport", about.transport()));
  }

  private void ready(RoutingContext context) {
    boolean up = ready.getAsBoolean();
    context.response().setStatusCode(up ? 200 : 503);
    context.json(new JsonObject().put("status", up ? "UP" : "DOWN"));
  }

  /** All messages and methods, as AsyncAPI. */
  private static void messages(RoutingContext context) {
    context.response().putHeader("Content-Type", "application/yaml").sendFile("asyncapi.yaml");
  }

  private void metrics(RoutingContext context) {
    context
        .response()
        .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        .end(metrics.scrape());
  }

  private static void missing(RoutingContext context) {
    Problems.answer(
        context.request(), 404, ErrorCode.UNKNOWN_METHOD, "There is nothing at " + path(context));
  }

  static void wrongMethod(RoutingContext context, String allowed) {
    context.response().putHeader("Allow", allowed);
    Problems.answer(
        context.request(), 405, ErrorCode.UNKNOWN_METHOD, path(context) + " takes " + allowed);
  }

  private static void failed(RoutingContext context) {
    Throwable cause = context.failure();
    int status = context.statusCode() > 0 ? context.statusCode() : 500;
    if (cause != null && status >= 500) {
      LOG.atError().addKeyValue("path", path(context)).setCause(cause).log("request failed");
    }
    ErrorCode code =
        status >= 500
            ? ErrorCode.INTERNAL_ERROR
            : status == 413 ? ErrorCode.MESSAGE_TOO_LARGE : ErrorCode.VALIDATION_ERROR;
    Problems.answer(context.request(), status, code, code.defaultMessage());
  }

  private static String path(RoutingContext context) {
    String path = context.request().path();
    return path == null ? "this path" : path.length() > 200 ? path.substring(0, 200) + "…" : path;
  }
}
