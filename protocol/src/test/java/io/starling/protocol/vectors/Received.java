package io.starling.protocol.vectors;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.binary.BinaryInput;
import io.starling.protocol.error.WarningCode;
import io.starling.protocol.message.ClientMessage;
import io.starling.protocol.negotiation.Agreement;
import io.starling.protocol.negotiation.Format;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What a connection's input delivered. */
public final class Received implements BinaryInput.Sink {
  public final List<ClientMessage> messages = new ArrayList<>();
  public final List<String> warnings = new ArrayList<>();

  @Override
  public void message(ClientMessage message) {
    messages.add(message);
  }

  @Override
  public void warning(WarningCode code) {
    warnings.add(code.wireName());
  }

  /** Returns the input of a connection that knows what the mode of a vector says. */
  public static BinaryInput input(String mode) {
    BinaryInput input = new BinaryInput();
    switch (mode) {
      case "first" -> {}
      case "headed" -> input.decode(hex("3002010000"), new Received());
      case "headerless:1" -> input.decode(Unpooled.wrappedBuffer(new byte[19]), new Received());
      case "headerless:2" -> input.decode(Unpooled.wrappedBuffer(new byte[21]), new Received());
      default -> {
        int version = Integer.parseInt(mode.substring("handshake:".length()));
        input.agree(new Agreement(version, Format.POSITION, 0));
      }
    }
    return input;
  }

  /** Returns bytes, not to be released. */
  public static ByteBuf hex(String hex) {
    return Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex.replace(" ", "")));
  }
}
