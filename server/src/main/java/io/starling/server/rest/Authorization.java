package io.starling.server.rest;

import io.starling.protocol.error.ErrorCode;
import io.starling.server.auth.AuthMode;
import io.starling.server.auth.Credential;
import io.starling.server.auth.HandshakeCredentials;
import io.starling.server.auth.Occasion;
import io.starling.server.auth.Principal;
import io.starling.server.auth.Scope;
import io.starling.server.auth.Verdict;
import io.starling.server.limits.Ban;
import io.starling.server.limits.Kind;
import io.starling.server.metrics.TrafficMetrics;
import io.starling.server.session.Guards;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Finds out who asks, by {@code Authorization} or {@code ?token=} as a WebSocket's handshake does,
 * and whether they may. Thread-safe.
 */
final class Authorization {

  private static final String PRINCIPAL = "principal";

  private final Guards guards;
  private final Principal anonymous;
  private final TrafficMetrics traffic;

  /**
   * @param anonymous whoever does not say who it is, where that is not asked
   */
  Authorization(Guards guards, Principal anonymous, TrafficMetrics traffic) {
    this.guards = guards;
    this.anonymous = anonymous;
    this.traffic = traffic;
  }

  /** Passes on requests of somebody, and answers all others. */
  void identify(RoutingContext context) {
    if (guards.authenticator().mode() == AuthMode.DEMO) {
      admit(context, Principal.demo());
      return;
    }
    HttpServerRequest request = context.request();
    switch (HandshakeCredentials.read(
        request.headers().getAll("Authorization"), context.queryParam("token"), List.of())) {
      case HandshakeCredentials.Faulty(var reason) ->
          refuse(context, new Verdict.Refused(ErrorCode.INVALID_TOKEN, reason));
      case HandshakeCredentials.Shown(var credential, _) when credential.isPresent() ->
          check(context, credential.get());
      case HandshakeCredentials.Shown _ -> stranger(context);
    }
  }

  /** Who asks: behind {@link #identify}. */
  static Principal of(RoutingContext context) {
    return context.get(PRINCIPAL);
  }

  /** Passes on what somebody asks who has this scope. */
  static Handler<RoutingContext> only(Scope scope) {
    return context -> {
      if (of(context).may(scope)) {
        context.next();
      } else {
        String why = "This needs the scope " + scope.wireName();
        Problems.answer(context.request(), 403, ErrorCode.FORBIDDEN, why);
      }
    };
  }

  private void check(RoutingContext context, Credential credential) {
    if (!guards.addresses().hasAny(address(context), Kind.AUTHENTICATION)) {
      int wait = guards.addresses().retryAfterSeconds(address(context), Kind.AUTHENTICATION, 1);
      later(context, "Too many proofs of identity failed", wait);
      return;
    }
    Optional<Occasion> occasion = occasion(context.request());
    if (occasion.isEmpty()) {
      refuse(context, new Verdict.Refused(ErrorCode.INVALID_TOKEN, "The address can't be read"));
      return;
    }
    context.request().pause();
    var loop = context.vertx().getOrCreateContext();
    guards
        .authenticator()
        .authenticate(credential, occasion.get())
        .thenAccept(verdict -> loop.runOnContext(_ -> decide(context, verdict)));
  }

  private void decide(RoutingContext context, Verdict verdict) {
    context.request().resume();
    switch (verdict) {
      case Verdict.Accepted accepted -> admit(context, accepted.principal());
      case Verdict.Refused refused -> refuse(context, refused);
    }
  }

  private void stranger(RoutingContext context) {
    if (guards.authenticator().mode() == AuthMode.REQUIRED) {
      unauthorized(context, Verdict.authenticationRequired());
    } else {
      admit(context, anonymous);
    }
  }

  private void admit(RoutingContext context, Principal principal) {
    Optional<Ban> ban = guards.bans().find(address(context), principal.name());
    if (ban.isPresent()) {
      traffic.banRefused.increment();
      later(context, "Banned for a while", ban.get().remainingSeconds());
    } else {
      context.put(PRINCIPAL, principal);
      context.next();
    }
  }

  /** A proof that failed counts against its address. */
  private void refuse(RoutingContext context, Verdict.Refused refused) {
    switch (refused.code()) {
      case SERVICE_UNAVAILABLE ->
          Problems.answer(context.request(), 503, refused.code(), refused.reason());
      case INTERNAL_ERROR ->
          Problems.answer(context.request(), 500, refused.code(), refused.reason());
      default -> {
        guards.addresses().tryTake(address(context), Kind.AUTHENTICATION, 1);
        unauthorized(context, refused);
      }
    }
  }

  private static void unauthorized(RoutingContext context, Verdict.Refused refused) {
    context.response().putHeader("WWW-Authenticate", "Bearer");
    Problems.answer(context.request(), 401, refused.code(), refused.reason());
  }

  private static void later(RoutingContext context, String why, int seconds) {
    context.response().putHeader("Retry-After", "" + seconds);
    Problems.answer(context.request(), 429, ErrorCode.RATE_LIMIT_EXCEEDED, why);
  }

  private static String address(RoutingContext context) {
    return context.request().remoteAddress().host();
  }

  private Optional<Occasion> occasion(HttpServerRequest request) {
    String scheme = request.isSSL() ? "https://" : "http://";
    try {
      URI url = URI.create(scheme + request.getHeader("Host") + request.uri());
      return Optional.of(new Occasion(request.method().name(), url, null, guards.hosts()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
