package io.starling.server.transport;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.ClientMessage;
import io.starling.server.channel.Stage;
import io.starling.server.channel.Viewer;
import io.starling.server.router.Router;
import java.util.function.Function;

/** Reads what one client says in words, and sends it to the router. Confined to its event loop. */
record RequestReader(Viewer viewer, Router router, Stage stage) {

  /** A text message, whatever notation was agreed on. */
  void text(ByteBuf text) {
    read(text, viewer.wording()::decodeText);
  }

  /** A message in the notation agreed on. */
  void read(ByteBuf message) {
    read(message, viewer.wording()::decode);
  }

  /** A bad message counts like a good one, so that a flood of them is answered once a second. */
  void refuse(ProtocolException bad) {
    if (viewer.intake().takesMessage()) {
      viewer.fail(bad.failure(stage.clock().millis()));
    }
  }

  private void read(ByteBuf bytes, Function<ByteBuf, ClientMessage> decode) {
    ClientMessage message;
    try {
      message = decode.apply(bytes);
    } catch (ProtocolException bad) {
      refuse(bad);
      return;
    }
    router.route(viewer, message);
  }
}
