package io.starling.server.rest;

import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.ProtocolException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Errors as problem documents (RFC 9457) with the code of the error model. */
public final class Problems {

  private Problems() {}

  /** Answers a request with a problem. */
  public static void answer(HttpServerRequest request, int status, ErrorCode code, String message) {
    answer(request, status, code, message, List.of());
  }

  /** Answers a request whose content is faulty, with where. */
  static void answer(HttpServerRequest request, ProtocolException bad) {
    List<String> pointers =
        bad.pointers().stream().map(each -> each.replaceFirst("^/params", "")).toList();
    answer(request, status(bad.code()), bad.code(), bad.reason(), pointers);
  }

  /** Answers a request that is one too many. */
  static void answerLater(HttpServerRequest request, String message, int seconds) {
    request.response().putHeader("Retry-After", Integer.toString(seconds));
    answer(request, 429, ErrorCode.RATE_LIMIT_EXCEEDED, message);
  }

  /** The status that says the same. */
  static int status(ErrorCode code) {
    return switch (code) {
      case UNKNOWN_METHOD, UNKNOWN_CHANNEL, UNKNOWN_NODE -> 404;
      case FORBIDDEN -> 403;
      case MESSAGE_TOO_LARGE -> 413;
      case BROKER_UNAVAILABLE, SERVICE_UNAVAILABLE -> 503;
      case TIMEOUT -> 504;
      case INTERNAL_ERROR -> 500;
      case VALIDATION_ERROR,
          UNKNOWN_TYPE,
          INVALID_RECORD,
          MALFORMED_FRAME,
          PROTOCOL_VERSION_MISMATCH,
          UPGRADE_REQUIRED,
          UNSUPPORTED_FORMAT ->
          400;
      case AUTHENTICATION_REQUIRED, INVALID_TOKEN, TOKEN_EXPIRED -> 401;
      case RATE_LIMIT_EXCEEDED, SUBSCRIPTION_LIMIT, CONNECTION_LIMIT -> 429;
    };
  }

  private static void answer(
      HttpServerRequest request,
      int status,
      ErrorCode code,
      String message,
      List<String> affectedPaths) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    var problem =
        new JsonObject()
            .put("type", "about:blank")
            .put("title", code.defaultMessage())
            .put("status", status)
            .put("detail", message)
            .put("code", code.name());
    if (!affectedPaths.isEmpty()) {
      problem.put("affectedPaths", new JsonArray(affectedPaths));
    }
    response
        .setStatusCode(status)
        .putHeader("Content-Type", "application/problem+json")
        .end(problem.encode());
  }
}
