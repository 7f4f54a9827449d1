package io.starling.server.rest;

import io.starling.protocol.error.ErrorCode;
import io.starling.server.auth.AuthMode;
import io.starling.server.auth.Credential;
import io.starling.server.auth.HandshakeCredentials;
import io.starling.server.auth.Occasion;
import io.starling.server.auth.Principal;
import io.starling.server.auth.Verdict;
import io.starling.server.limits.Kind;
import io.starling.server.session.Guards;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds out who sends a request, and whether it is one too many; the same rules as at a WebSocket
 * handshake. Answers itself where it lets nobody through. Confined to the request's event loop.
 */
final class Gate {

  private static final String PRINCIPAL = "principal";

  private final Guards guards;
  private final Principal anonymous;

  /**
   * @param anonymous whoever does not say who it is, where that is not asked
   */
  Gate(Guards guards, Principal anonymous) {
    this.guards = guards;
    this.anonymous = anonymous;
  }

  /** Who sent a request that was let through. */
  static Principal principal(RoutingContext context) {
    return context.get(PRINCIPAL);
  }

  static String address(RoutingContext context) {
    return context.request().remoteAddress().host();
  }

  /** Lets a request through, or answers it. */
  void admit(RoutingContext context) {
    if (guards.authenticator().mode() == AuthMode.DEMO) {
      enter(context, Principal.demo());
      return;
    }
    switch (HandshakeCredentials.read(
        context.request().headers().getAll("Authorization"), List.of(), List.of())) {
      case HandshakeCredentials.Faulty(var reason) ->
          refuse(context, ErrorCode.INVALID_TOKEN, reason);
      case HandshakeCredentials.Shown(var credential, _) when credential.isPresent() ->
          check(context, credential.get());
      case HandshakeCredentials.Shown _ when guards.authenticator().mode() == AuthMode.REQUIRED ->
          unauthorized(
              context,
              ErrorCode.AUTHENTICATION_REQUIRED,
              ErrorCode.AUTHENTICATION_REQUIRED.defaultMessage());
      case HandshakeCredentials.Shown _ -> enter(context, anonymous);
    }
  }

  private void check(RoutingContext context, Credential credential) {
    String address = address(context);
    if (!guards.addresses().hasAny(address, Kind.AUTHENTICATION)) {
      tooMany(context, Kind.AUTHENTICATION);
      return;
    }
    Optional<Occasion> occasion = occasion(context.request());
    if (occasion.isEmpty()) {
      refuse(context, ErrorCode.INVALID_TOKEN, "The address can't be read");
      return;
    }
    Consumer<Verdict> decide =
        verdict -> {
          switch (verdict) {
            case Verdict.Accepted(var principal, _) -> enter(context, principal);
            case Verdict.Refused(var code, var reason) -> refuse(context, code, reason);
          }
        };
    Context loop = context.vertx().getOrCreateContext();
    guards
        .authenticator()
        .authenticate(credential, occasion.get())
        .thenAccept(verdict -> loop.runOnContext(_ -> decide.accept(verdict)));
  }

  private Optional<Occasion> occasion(HttpServerRequest request) {
    String scheme = request.isSSL() ? "https://" : "http://";
    try {
      return Optional.of(
          new Occasion(
              request.method().name(),
              URI.create(scheme + request.getHeader("Host") + request.uri()),
              null,
              guards.hosts()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void enter(RoutingContext context, Principal principal) {
    var ban = guards.bans().find(address(context), principal.name());
    if (ban.isPresent()) {
      Problems.answerLater(context.request(), "Banned for a while", ban.get().remainingSeconds());
    } else if (!guards.addresses().tryTake(address(context), Kind.MESSAGES, 1)) {
      tooMany(context, Kind.MESSAGES);
    } else {
      context.put(PRINCIPAL, principal);
      context.next();
    }
  }

  private void tooMany(RoutingContext context, Kind kind) {
    Problems.answerLater(
        context.request(),
        ErrorCode.RATE_LIMIT_EXCEEDED.defaultMessage(),
        guards.addresses().retryAfterSeconds(address(context), kind, 1));
  }

  /** A proof that failed counts against its address. */
  private void refuse(RoutingContext context, ErrorCode code, String reason) {
    if (code == ErrorCode.SERVICE_UNAVAILABLE || code == ErrorCode.INTERNAL_ERROR) {
      Problems.answer(context.request(), Problems.status(code), code, reason);
    } else {
      guards.addresses().tryTake(address(context), Kind.AUTHENTICATION, 1);
      unauthorized(context, code, reason);
    }
  }

  private static void unauthorized(RoutingContext context, ErrorCode code, String reason) {
    context.response().putHeader("WWW-Authenticate", "Bearer");
    Problems.answer(context.request(), 401, code, reason);
  }
}
