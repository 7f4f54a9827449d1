package io.starling.server.rest;

import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.json.JsonText;
import io.starling.protocol.message.JsonData;
import io.starling.server.auth.Principal;
import io.starling.server.limits.IdempotencyKeys;
import io.starling.server.limits.IdempotencyKeys.Result;
import io.starling.server.router.Calls;
import io.starling.server.router.Reply;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.TimeoutHandler;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Methods as routes: the same that are called over WebSocket, by the same rules. */
final class CallRoutes {

  /** A body is as large as a message may be. */
  private static final int MAX_BODY_BYTES = 1 << 20;

  private static final int MAX_KEY_CHARS = 255;
  private static final String KEY = "Idempotency-Key";

  private final Calls calls;
  private final Duration patience;
  private final IdempotencyKeys<Reply> done;

  /**
   * @param patience for a request with a body, from its headers to its answer
   */
  CallRoutes(Calls calls, Duration patience, LongSupplier nanoTime) {
    this.patience = patience;
    this.calls = calls;
    this.done = new IdempotencyKeys<>(nanoTime);
  }

  void addTo(Router router) {
    post(router, "/api/publish", "publish");
    post(router, "/api/broadcast", "broadcast");
    post(router, "/api/clients/:client/send", "clients.send");
    post(router, "/api/gesture/process", "gesture.process");
    get(router, "/api/channels", "channels.list");
    get(router, "/api/channels/:channel/history", "history.get");
    get(router, "/api/bans", "bans.list");
    act(router, HttpMethod.DELETE, "/api/bans/:id", "bans.lift");
    get(router, "/api/clients", "clients.list");
    act(router, HttpMethod.POST, "/api/clients/:id/disconnect", "clients.disconnect");
  }

  /** What changes something and is said by the address alone. */
  private void act(Router router, HttpMethod verb, String path, String method) {
    router.route(verb, path).handler(context -> answered(context, () -> read(context, method)));
    router.route(path).handler(context -> RestApi.wrongMethod(context, verb.name()));
  }

  private void post(Router router, String path, String method) {
    router.route(HttpMethod.POST, path).handler(CallRoutes::requireJson);
    router
        .route(HttpMethod.POST, path)
        .handler(TimeoutHandler.create(patience.toMillis(), 408))
        .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
        .handler(context -> answered(context, () -> write(context, method)));
    router.route(path).handler(context -> RestApi.wrongMethod(context, "POST"));
  }

  private void get(Router router, String path, String method) {
    router
        .route(path)
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(context -> answered(context, () -> read(context, method)));
    router.route(path).handler(context -> RestApi.wrongMethod(context, "GET, HEAD"));
  }

  /** A browser's form can't send this type without asking first. */
  private static void requireJson(RoutingContext context) {
    String type = context.request().getHeader("Content-Type");
    String essence = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (essence.equals("application/json")) {
      context.next();
    } else {
      Problems.answer(
          context.request(),
          415,
          ErrorCode.VALIDATION_ERROR,
          "The body must be JSON, and Content-Type say application/json");
    }
  }

  private Reply read(RoutingContext context, String method) {
    return calls.call(Gate.principal(context), method, query(context));
  }

  private Reply write(RoutingContext context, String method) {
    Buffer body = context.body().buffer();
    JsonData sent = JsonText.parse(body == null ? new byte[0] : body.getBytes());
    JsonData params =
        context.pathParams().isEmpty() ? sent : Calls.with(sent, context.pathParams());
    Principal caller = Gate.principal(context);
    String key = context.request().getHeader(KEY);
    if (key == null) {
      return calls.call(caller, method, params);
    }
    if (key.isBlank() || key.length() > MAX_KEY_CHARS) {
      return new Reply.Refused(
          ErrorCode.VALIDATION_ERROR, KEY + " has 1 to " + MAX_KEY_CHARS + " characters");
    }
    return once(context, new IdempotencyKeys.Request(name(context), method, key), params);
  }

  private Reply once(RoutingContext context, IdempotencyKeys.Request request, JsonData params) {
    Principal caller = Gate.principal(context);
    Result<Reply> result =
        done.once(
            request,
            params.hashCode(),
            () -> calls.call(caller, request.method(), params),
            Reply.Answer.class::isInstance);
    return switch (result) {
      case Result.Answered(var reply) -> reply;
      case Result.Reused<Reply> _ ->
          new Reply.Refused(ErrorCode.VALIDATION_ERROR, "That " + KEY + " was another request's");
    };
  }

  /** All the anonymous have one name, but not one address. */
  private static String name(RoutingContext context) {
    Principal caller = Gate.principal(context);
    return caller.anonymous() ? caller.name() + "@" + Gate.address(context) : caller.name();
  }

  private static JsonData query(RoutingContext context) {
    Map<String, Object> params = new HashMap<>();
    context.queryParams().forEach(each -> params.put(each.getKey(), value(each.getValue())));
    params.remove("token"); // the gate's
    context.pathParams().forEach((name, text) -> params.put(name, value(text)));
    return JsonText.of(params);
  }

  private static Object value(String text) {
    return text.matches("\\d{1,18}") ? (Object) Long.valueOf(text) : text;
  }

  private static void answered(RoutingContext context, Supplier<Reply> call) {
    Reply reply;
    try {
      reply = call.get();
    } catch (ProtocolException bad) {
      Problems.answer(context.request(), bad);
      return;
    }
    answer(context, reply);
  }

  private static void answer(RoutingContext context, Reply reply) {
    switch (reply) {
      case Reply.Answer(var result) ->
          context
              .response()
              .putHeader("Content-Type", "application/json")
              .end(Buffer.buffer(result.bytes()));
      case Reply.Refused(var code, var reason) ->
          Problems.answer(context.request(), Problems.status(code), code, reason);
      case Reply.Later(var later) -> {
        var loop = context.vertx().getOrCreateContext();
        later.whenComplete(
            (done, fault) -> loop.runOnContext(_ -> answerLate(context, done, fault)));
      }
    }
  }

  private static void answerLate(
      RoutingContext context, @Nullable Reply done, @Nullable Throwable fault) {
    if (done != null) {
      answer(context, done);
    } else {
      context.fail(fault);
    }
  }
}
