package io.starling.server.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.binary.BinaryInput;
import io.starling.protocol.binary.BinaryStream;
import io.starling.protocol.error.CloseCode;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.error.WarningCode;
import io.starling.protocol.message.ClientMessage;
import org.jspecify.annotations.Nullable;

/** Decodes one viewer's messages and sends them to the router. Confined to its event loop. */
final class GraphInbound implements Inbound, BinaryInput.Sink {

  /** So many broken binary messages in a row end the connection. */
  private static final int MAX_BROKEN = 3;

  private final RequestReader reader;
  private final MessageSizes sizes;
  private @Nullable ByteBuf assembled;
  private @Nullable BinaryStream stream;
  private int broken;

  GraphInbound(RequestReader reader, MessageSizes sizes) {
    this.reader = reader;
    this.sizes = sizes;
  }

  @Override
  public void text(ByteBuf text) {
    reader.text(text);
  }

  @Override
  public void binary(ByteBuf bytes) {
    try {
      reader.viewer().input().decode(bytes, this);
      broken = 0;
    } catch (ProtocolException bad) {
      refuseOne(bad);
    }
  }

  @Override
  public int maxBinaryBytes() {
    return reader.viewer().session().principal().anonymous() ? 0 : sizes.binary();
  }

  /** Up to the usual size a message that came in parts is read as one; a larger one is not kept. */
  @Override
  public void part(ByteBuf part, boolean last) {
    ByteBuf before = assembled == null ? Unpooled.buffer(0) : assembled;
    assembled = null;
    if (stream == null && before.readableBytes() + part.readableBytes() <= sizes.usual()) {
      before.writeBytes(part, part.readerIndex(), part.readableBytes());
      if (last) {
        binary(before);
      } else {
        assembled = before;
      }
      return;
    }
    BinaryStream going = stream;
    if (going == null) {
      going = reader.viewer().input().stream(this, this::refuseOne);
      going.part(before, false);
    }
    going.part(part, last);
    stream = last ? null : going;
  }

  private void refuseOne(ProtocolException bad) {
    reader.refuse(bad);
    if (++broken == MAX_BROKEN) {
      reader.viewer().session().close(CloseCode.PROTOCOL_ERROR, bad.reason());
    }
  }

  @Override
  public void message(ClientMessage message) {
    reader.router().route(reader.viewer(), message);
  }

  @Override
  public void warning(WarningCode code) {
    reader.viewer().warn(code, 0);
  }
}
