package io.starling.server.channel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.json.Dialect;
import io.starling.protocol.message.ClientMessage;
import io.starling.protocol.message.ServerMessage;
import io.starling.protocol.message.TextForm;
import io.starling.protocol.messagepack.MessagePackReader;
import io.starling.protocol.messagepack.MessagePackWriter;
import io.starling.server.hub.Frames;

/**
 * How one connection is spoken to: in which dialect, and as text or as MessagePack. Chosen at the
 * handshake; part of what subscribers must have in common to share what is encoded. Immutable.
 */
public record Wording(Dialect dialect, Notation notation) {

  /** How a message becomes bytes. */
  public enum Notation {
    JSON(Frames.TEXT),
    MESSAGE_PACK(Frames.BINARY);

    private final int opcode;

    Notation(int opcode) {
      this.opcode = opcode;
    }
  }

  /** The opcode of the frames that its messages travel in. */
  public int opcode() {
    return notation.opcode;
  }

  /** Whether binary messages are the protocol's own, so that streams of state can be sent. */
  boolean hasBinary() {
    return dialect == Dialect.GRAPH;
  }

  /** Appends a message; nothing where the dialect does not say such a thing. */
  public void encode(ServerMessage message, ByteBuf out) {
    switch (notation) {
      case JSON -> dialect.encode(message, out);
      case MESSAGE_PACK -> {
        ByteBuf json = Unpooled.buffer();
        dialect.encode(message, json);
        if (json.isReadable()) {
          MessagePackWriter.fromJson(json, out);
        }
      }
    }
  }

  /**
   * Reads a message in this notation.
   *
   * @throws ProtocolException when it is none
   */
  public ClientMessage decode(ByteBuf message) {
    return switch (notation) {
      case JSON -> dialect.decode(message);
      case MESSAGE_PACK -> {
        ByteBuf json = Unpooled.buffer(message.readableBytes() * 2);
        MessagePackReader.toJson(message, json);
        yield dialect.decode(json);
      }
    };
  }

  /**
   * Reads a text message, which every notation takes.
   *
   * @throws ProtocolException when it is none
   */
  public ClientMessage decodeText(ByteBuf text) {
    return dialect.decode(text);
  }

  /** The one answer that is a bare word in every dialect, and text in every notation. */
  static boolean isWord(ServerMessage message) {
    return message instanceof ServerMessage.Pong pong && pong.form() == TextForm.WORD;
  }

  static void encodeWord(ByteBuf out) {
    ByteBufUtil.writeAscii(out, "pong");
  }
}
