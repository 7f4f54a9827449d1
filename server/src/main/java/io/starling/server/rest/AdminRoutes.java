package io.starling.server.rest;

import io.starling.protocol.error.CloseCode;
import io.starling.protocol.error.ErrorCode;
import io.starling.server.auth.Scope;
import io.starling.server.channel.Clients;
import io.starling.server.router.Administration;
import io.starling.server.router.Reply;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The admin methods as routes. Thread-safe. */
final class AdminRoutes {

  private static final int USUAL_PAGE = 100;
  private static final int MAX_REASON = 100;

  private final Administration administration;

  AdminRoutes(Administration administration) {
    this.administration = administration;
  }

  /** Adds them, for those whom {@link Authorization} knows as admins. */
  void add(Router router) {
    route(router, "/api/bans", HttpMethod.GET, this::bans);
    route(router, "/api/bans/:id", HttpMethod.DELETE, this::lift);
    route(router, "/api/clients", HttpMethod.GET, this::clients);
    route(router, "/api/clients/:id/disconnect", HttpMethod.POST, this::disconnect);
  }

  private interface Answer {
    Reply to(RoutingContext context);
  }

  private static void route(Router router, String path, HttpMethod method, Answer answer) {
    router
        .route(method, path)
        .handler(Authorization.only(Scope.ADMIN))
        .handler(context -> answer(context, answer.to(context)));
    router
        .route(path)
        .handler(
            context -> {
              context.response().putHeader("Allow", method.name());
              Problems.answer(
                  context.request(),
                  405,
                  ErrorCode.UNKNOWN_METHOD,
                  "Only " + method.name() + " is possible here");
            });
  }

  private Reply bans(RoutingContext context) {
    return administration.bans();
  }

  private Reply lift(RoutingContext context) {
    return number(context.pathParam("id"), Long.MAX_VALUE).stream()
        .mapToObj(administration::lift)
        .findFirst()
        .orElseGet(() -> invalid("The id of a ban is a number"));
  }

  private Reply clients(RoutingContext context) {
    String after = first(context, "after");
    String limit = first(context, "limit");
    OptionalLong wanted =
        limit == null ? OptionalLong.of(USUAL_PAGE) : number(limit, Clients.MAX_PAGE);
    return wanted.isEmpty()
        ? invalid("limit is a number from 1 to " + Clients.MAX_PAGE)
        : administration.clients(after == null ? "" : after, (int) wanted.getAsLong());
  }

  private Reply disconnect(RoutingContext context) {
    String reason = first(context, "reason");
    return reason != null && reason.length() > MAX_REASON
        ? invalid("A reason has at most " + MAX_REASON + " characters")
        : administration.disconnect(
            context.pathParam("id"), reason == null ? CloseCode.DISCONNECTED.reason() : reason);
  }

  private static void answer(RoutingContext context, Reply reply) {
    switch (reply) {
      case Reply.Answer answer ->
          context
              .response()
              .putHeader("Content-Type", "application/json")
              .end(answer.result().toString());
      case Reply.Refused refused ->
          Problems.answer(context.request(), 400, refused.code(), refused.reason());
      case Reply.Later later -> {
        var loop = context.vertx().getOrCreateContext();
        later.reply().thenAccept(done -> loop.runOnContext(_ -> answer(context, done)));
      }
    }
  }

  private static Reply invalid(String reason) {
    return new Reply.Refused(ErrorCode.VALIDATION_ERROR, reason);
  }

  private static @Nullable String first(RoutingContext context, String name) {
    return context.queryParam(name).stream().findFirst().orElse(null);
  }

  private static OptionalLong number(String text, long most) {
    try {
      long number = Long.parseLong(text);
      return number >= 1 && number <= most ? OptionalLong.of(number) : OptionalLong.empty();
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
