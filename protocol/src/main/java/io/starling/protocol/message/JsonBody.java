package io.starling.protocol.message;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** A JSON value that somebody else writes: the envelope is a dialect's, the inside is not. */
@FunctionalInterface
public interface JsonBody {

  /** Appends one complete JSON value in UTF-8. */
  void writeTo(ByteBuf out);

  /** Returns the value by itself, in UTF-8. */
  default byte[] bytes() {
    ByteBuf out = Unpooled.buffer();
    writeTo(out);
    return ByteBufUtil.getBytes(out);
  }
}
