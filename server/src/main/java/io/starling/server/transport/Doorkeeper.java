package io.starling.server.transport;

import io.netty.handler.codec.http.QueryStringDecoder;
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
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Finds out at the handshake who wants in, and whether they may. Thread-safe. */
final class Doorkeeper {

  private static final String MESSAGE_PACK = "starling.msgpack";

  private final Guards guards;
  private final Principal anonymous;
  private final TrafficMetrics traffic;

  Doorkeeper(Access access, TrafficMetrics traffic) {
    this.traffic = traffic;
    this.guards = access.guards();
    this.anonymous = access.anonymous();
  }

  /** What becomes of a handshake. */
  sealed interface Entry {

    /**
     * Somebody is let in.
     *
     * @param mustAuthenticate whether it has to say who it is before it may do anything
     * @param expiry when its token ends
     * @param subprotocol what the answer repeats
     */
    record Admitted(
        Principal principal,
        boolean mustAuthenticate,
        Optional<Instant> expiry,
        Optional<String> subprotocol)
        implements Entry {

      boolean messagePack() {
        return subprotocol.filter(MESSAGE_PACK::equals).isPresent();
      }
    }

    /**
     * Somebody is not.
     *
     * @param retryAfterSeconds 0 where nobody knows
     */
    record Refused(int status, ErrorCode code, String reason, int retryAfterSeconds)
        implements Entry {}
  }

  /** Whether a path is there at all. */
  boolean isOpen(Endpoint endpoint) {
    return endpoint.entry() != Endpoint.Entry.GUESTS
        || guards.authenticator().mode() != AuthMode.REQUIRED;
  }

  /** Looks at a handshake; completed on any thread. */
  CompletableFuture<Entry> ask(HttpServerRequest request, Endpoint endpoint, String address) {
    List<String> offered = subprotocols(request, endpoint);
    boolean nobodyIsAsked =
        endpoint.entry() == Endpoint.Entry.GUESTS || guards.authenticator().mode() == AuthMode.DEMO;
    if (nobodyIsAsked) {
      return done(admit(address, Principal.demo(), false, Optional.empty(), echo(offered)));
    }
    var tokens = new QueryStringDecoder(request.uri()).parameters().get("token");
    return switch (HandshakeCredentials.read(
        request.headers().getAll("Authorization"), tokens == null ? List.of() : tokens, offered)) {
      case HandshakeCredentials.Faulty(var reason) ->
          done(refuse(address, ErrorCode.INVALID_TOKEN, reason));
      case HandshakeCredentials.Shown(var credential, var echo) when credential.isPresent() ->
          check(request, credential.get(), address, echo);
      case HandshakeCredentials.Shown(_, var echo) -> done(stranger(endpoint, address, echo));
    };
  }

  /** Nobody looks at a token here, but a browser whose subprotocols are passed over gives up. */
  private static Optional<String> echo(List<String> offered) {
    return switch (HandshakeCredentials.read(List.of(), List.of(), offered)) {
      case HandshakeCredentials.Shown(_, var echo) -> echo;
      case HandshakeCredentials.Faulty _ -> Optional.empty();
    };
  }

  private CompletableFuture<Entry> check(
      HttpServerRequest request, Credential credential, String address, Optional<String> echo) {
    if (!guards.addresses().hasAny(address, Kind.AUTHENTICATION)) {
      int wait = guards.addresses().retryAfterSeconds(address, Kind.AUTHENTICATION, 1);
      return done(
          new Entry.Refused(
              429, ErrorCode.RATE_LIMIT_EXCEEDED, "Too many proofs of identity failed", wait));
    }
    Occasion occasion;
    try {
      occasion = new Occasion("GET", URI.create(url(request)), null, guards.hosts());
    } catch (IllegalArgumentException e) {
      return done(refuse(address, ErrorCode.INVALID_TOKEN, "The address can't be read"));
    }
    return guards
        .authenticator()
        .authenticate(credential, occasion)
        .thenApply(
            verdict ->
                switch (verdict) {
                  case Verdict.Accepted(var principal, var expiry) ->
                      admit(address, principal, false, expiry, echo);
                  case Verdict.Refused(var code, var reason) -> refuse(address, code, reason);
                });
  }

  private Entry stranger(Endpoint endpoint, String address, Optional<String> echo) {
    boolean required = guards.authenticator().mode() == AuthMode.REQUIRED;
    boolean mustBeKnown =
        switch (endpoint.entry()) {
          case KNOWN -> true;
          case BY_MODE -> required;
          case BY_MODE_LATER, GUESTS -> false;
        };
    return mustBeKnown
        ? new Entry.Refused(
            401,
            ErrorCode.AUTHENTICATION_REQUIRED,
            ErrorCode.AUTHENTICATION_REQUIRED.defaultMessage(),
            0)
        : admit(
            address,
            required ? Principal.anonymous(false) : anonymous,
            required,
            Optional.empty(),
            echo);
  }

  private Entry admit(
      String address,
      Principal principal,
      boolean mustAuthenticate,
      Optional<Instant> expiry,
      Optional<String> echo) {
    Optional<Ban> ban = guards.bans().find(address, principal.name());
    if (ban.isEmpty()) {
      return new Entry.Admitted(principal, mustAuthenticate, expiry, echo);
    }
    traffic.banRefused.increment();
    return new Entry.Refused(
        429, ErrorCode.RATE_LIMIT_EXCEEDED, "Banned for a while", ban.get().remainingSeconds());
  }

  /** A proof that failed counts against its address. */
  private Entry refuse(String address, ErrorCode code, String reason) {
    if (code == ErrorCode.SERVICE_UNAVAILABLE) {
      return new Entry.Refused(503, code, reason, 1);
    }
    guards.addresses().tryTake(address, Kind.AUTHENTICATION, 1);
    return new Entry.Refused(code == ErrorCode.INTERNAL_ERROR ? 500 : 401, code, reason, 0);
  }

  private static List<String> subprotocols(HttpServerRequest request, Endpoint endpoint) {
    List<String> headers = request.headers().getAll("Sec-WebSocket-Protocol");
    return endpoint.messagePack()
        ? headers.stream().flatMap(Doorkeeper::words).toList()
        : headers.stream()
            .flatMap(Doorkeeper::words)
            .filter(word -> !word.equals(MESSAGE_PACK))
            .toList();
  }

  private static Stream<String> words(String header) {
    return Stream.of(header.split(",", -1)).map(String::strip);
  }

  /** The address as the client sees it. */
  static String url(HttpServerRequest request) {
    return (request.isSSL() ? "https://" : "http://") + request.getHeader("Host") + request.uri();
  }

  private static CompletableFuture<Entry> done(Entry entry) {
    return CompletableFuture.completedFuture(entry);
  }
}
