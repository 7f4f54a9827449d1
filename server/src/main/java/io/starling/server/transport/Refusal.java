package io.starling.server.transport;

import io.starling.protocol.error.ErrorCode;
import io.vertx.core.http.HttpServerRequest;

/** Answers a request that can't be served; REST and handshakes answer alike. */
@FunctionalInterface
public interface Refusal {

  void refuse(HttpServerRequest request, int status, ErrorCode code, String message);
}
