package io.starling.server.rest;

import io.starling.protocol.error.ErrorCode;
import io.starling.server.auth.AuthMode;
import io.starling.server.auth.Credential;
import io.starling.server.auth.HandshakeCredentials;
import io.starling.server.auth.Occasion;
import io.starling.server.auth.Principal;
import io.starling.server.auth.Verdict;
import io.starling.server.limits.Ban;
import io.starling.server.limits.Kind;
import io.starling.server.metrics.TrafficMetrics;
import io.starling.server.session.Guards;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Finds out who sends a request, by {@code Authorization} or {@code ?token=} as at a WebSocket's
 * handshake, and whether it is one too many; answers itself where it lets nobody through.
 * Thread-safe.
 */
final class Gate {

  private static final String PRINCIPAL = "principal";

  private final Guards guards;
  private final Principal anonymous;
  private final TrafficMetrics traffic;

  /**
   * @param anonymous whoever does not say who it is, where that is not asked
   */
  Gate(Guards guards, Principal anonymous, TrafficMetrics traffic) {
    this.guards = guards;
    this.anonymous = anonymous;
    this.traffic = traffic;
  }

  /** Passes on requests of somebody, and answers all others. */
  void admit(RoutingContext context) {
    if (guards.authenticator().mode() == AuthMode.DEMO) {
      enter(context, Principal.demo());
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

  /** Who sent a request that was let through. */
  static Principal principal(RoutingContext context) {
    return context.get(PRINCIPAL);
  }

  private void check(RoutingContext context, Credential credential) {
    if (!guards.addresses().hasAny(address(context), Kind.AUTHENTICATION)) {
      tooMany(context, Kind.AUTHENTICATION, "Too many proofs of identity failed");
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
      case Verdict.Accepted accepted -> enter(context, accepted.principal());
      case Verdict.Refused refused -> refuse(context, refused);
    }
  }

  private void stranger(RoutingContext context) {
    if (guards.authenticator().mode() == AuthMode.REQUIRED) {
      unauthorized(context, Verdict.authenticationRequired());
    } else {
      enter(context, anonymous);
    }
  }

  private void enter(RoutingContext context, Principal principal) {
    Optional<Ban> ban = guards.bans().find(address(context), principal.name());
    if (ban.isPresent()) {
      traffic.banRefused.increment();
      Problems.answerLater(context.request(), "Banned for a while", ban.get().remainingSeconds());
    } else if (!guards.addresses().tryTake(address(context), Kind.MESSAGES, 1)) {
      tooMany(context, Kind.MESSAGES, ErrorCode.RATE_LIMIT_EXCEEDED.defaultMessage());
    } else {
      context.put(PRINCIPAL, principal);
      context.next();
    }
  }

  /** A proof that failed counts against its address. */
  private void refuse(RoutingContext context, Verdict.Refused refused) {
    ErrorCode code = refused.code();
    if (code == ErrorCode.SERVICE_UNAVAILABLE || code == ErrorCode.INTERNAL_ERROR) {
      Problems.answer(context.request(), Problems.status(code), code, refused.reason());
    } else {
      guards.addresses().tryTake(address(context), Kind.AUTHENTICATION, 1);
      unauthorized(context, refused);
    }
  }

  private static void unauthorized(RoutingContext context, Verdict.Refused refused) {
    context.response().putHeader("WWW-Authenticate", "Bearer");
    Problems.answer(context.request(), 401, refused.code(), refused.reason());
  }

  private void tooMany(RoutingContext context, Kind kind, String why) {
    Problems.answerLater(
        context.request(), why, guards.addresses().retryAfterSeconds(address(context), kind, 1));
  }

  static String address(RoutingContext context) {
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
