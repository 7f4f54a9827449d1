package io.starling.server.router;

import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.message.JsonBody;
import java.util.concurrent.CompletionStage;

/** What a method says to its caller. */
public sealed interface Reply {

  /** It was done, or here is what was asked for. */
  record Answer(JsonBody result) implements Reply {}

  /** It was not done, and why. */
  record Refused(ErrorCode code, String reason) implements Reply {}

  /** It takes a while; completed on any thread. */
  record Later(CompletionStage<Reply> reply) implements Reply {}
}
