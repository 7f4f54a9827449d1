package io.starling.protocol.vectors;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.binary.BinaryInput;
import io.starling.protocol.client.ServerFrames;
import io.starling.protocol.error.WarningCode;
import io.starling.protocol.message.ClientMessage;
import io.starling.protocol.negotiation.Agreement;
import io.starling.protocol.negotiation.Capability;
import io.starling.protocol.negotiation.Format;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

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
        input.agree(agreement(mode));
      }
    }
    return input;
  }

  /** Returns a client's end of such a connection. */
  public static ServerFrames frames(String mode) {
    ServerFrames frames = new ServerFrames();
    if (mode.startsWith("handshake:")) {
      frames.agree(agreement(mode));
    }
    return frames;
  }

  private static Agreement agreement(String mode) {
    String[] words = mode.split("[:,]", -1);
    int capabilities = 0;
    for (int i = 2; i < words.length; i++) {
      capabilities |= Capability.valueOf(words[i].toUpperCase(Locale.ROOT)).mask();
    }
    return new Agreement(Integer.parseInt(words[1]), Format.POSITION, capabilities);
  }

  /** Returns bytes, not to be released. */
  public static ByteBuf hex(String hex) {
    return Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex.replace(" ", "")));
  }
}
