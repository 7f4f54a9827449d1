package io.starling.protocol.message;

import io.netty.buffer.ByteBuf;

/** A JSON value that somebody else writes: the envelope is a dialect's, the inside is not. */
@FunctionalInterface
public interface JsonBody {

  /** Appends one complete JSON value in UTF-8. */
  void writeTo(ByteBuf out);
}
