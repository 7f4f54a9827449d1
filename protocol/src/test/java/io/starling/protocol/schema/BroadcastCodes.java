package io.starling.protocol.schema;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.error.ErrorCode;
import io.starling.protocol.error.Failure;
import io.starling.protocol.json.Dialect;
import io.starling.protocol.message.ServerMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The codes of the {@code broadcast} dialect, as it writes them. */
public final class BroadcastCodes {
  private BroadcastCodes() {}

  static Set<String> all() {
    return Arrays.stream(ErrorCode.values()).map(BroadcastCodes::of).collect(Collectors.toSet());
  }

  /** Returns what a client of the dialect reads instead of this code. */
  public static String of(ErrorCode code) {
    ByteBuf out = Unpooled.buffer();
    Dialect.BROADCAST.encode(new ServerMessage.Failed(Failure.of(code, 0)), out);
    return Schemas.JSON
        .readTree(out.toString(StandardCharsets.UTF_8))
        .get("data")
        .get("code")
        .stringValue();
  }
}
