package io.starling.server.rest;

import io.starling.protocol.error.ErrorCode;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** Errors as problem documents (RFC 9457) with the code of the error model. */
public final class Problems {

  private Problems() {}

  /** Answers a request with a problem. */
  public static void answer(HttpServerRequest request, int status, ErrorCode code, String message) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response
        .setStatusCode(status)
        .putHeader("Content-Type", "application/problem+json")
        .end(
            new JsonObject()
                .put("type", "about:blank")
                .put("title", code.defaultMessage())
                .put("status", status)
                .put("detail", message)
                .put("code", code.name())
                .encode());
  }
}
