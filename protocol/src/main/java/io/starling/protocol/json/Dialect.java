package io.starling.protocol.json;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.starling.protocol.error.ProtocolException;
import io.starling.protocol.message.ClientMessage;
import io.starling.protocol.message.ServerMessage;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A JSON envelope that a family of clients speaks. All of them read the same requests, in whatever
 * spelling their clients use, and each writes every message in its own words; where it has none, in
 * those of {@link #EVENTS}. Chapter 3 of the specification. Thread-safe.
 */
public enum Dialect {
  GRAPH(false),
  EVENTS(true),
  BROADCAST(true),
  WORKSPACE(true);

  private final boolean answersHeartbeats;

  Dialect(boolean answersHeartbeats) {
    this.answersHeartbeats = answersHeartbeats;
  }

  /** Returns the word that names it in documents and metrics. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a text message. The buffer stays the caller's and its indices stay as they are.
   *
   * @throws ProtocolException VALIDATION_ERROR or UNKNOWN_TYPE, with the JSON pointer to blame and
   *     the id of the request, where it had one
   */
  public ClientMessage decode(ByteBuf text) {
    return Requests.decode(text, answersHeartbeats);
  }

  /** As {@link #decode(ByteBuf)}, over a buffer of its own. */
  public ClientMessage decode(String text) {
    return decode(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Appends the message as UTF-8; nothing where this dialect does not say such a thing. */
  public void encode(ServerMessage message, ByteBuf out) {
    ServerMessage.Cases writer =
        switch (this) {
          case GRAPH -> new GraphWriter(out);
          case EVENTS -> new EventsWriter(out);
          case BROADCAST -> new BroadcastWriter(out);
          case WORKSPACE -> new WorkspaceWriter(out);
        };
    message.match(writer);
  }
}
