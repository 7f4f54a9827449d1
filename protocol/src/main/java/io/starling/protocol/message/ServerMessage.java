package io.starling.protocol.message;

import io.starling.protocol.error.Failure;
import io.starling.protocol.error.RequestId;
import io.starling.protocol.error.WarningCode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the server says in text. Closed: a dialect is a {@link Cases}, so one that
 * forgets a message does not compile. Times are Unix ms.
 */
public sealed interface ServerMessage {

  /** Calls the method of {@code cases} for this message. */
  void match(Cases cases);

  /** One method per message. */
  interface Cases {
    void welcome(Welcome message);

    void pong(Pong message);

    void heartbeat(HeartbeatStatus message);

    void heartbeatAck(HeartbeatAck message);

    void authenticated(Authenticated message);

    void handshake(HandshakeAnswered message);

    void controlBits(ControlBitsInForce message);

    void subscribed(Subscribed message);

    void unsubscribed(Unsubscribed message);

    void event(Event message);

    void broadcast(Broadcast message);

    void gap(Gap message);

    void response(Response message);

    void filterConfirmed(FilterConfirmed message);

    void initialGraphLoad(InitialGraphLoad message);

    void graphUpdate(GraphUpdate message);

    void dragTaken(DragTaken message);

    void failed(Failed message);

    void warning(Warning message);
  }

  /**
   * The first message of a connection.
   *
   * @param challenge what a Nostr event must sign, where the server takes such
   */
  record Welcome(
      String clientId,
      @Nullable String challenge,
      List<String> features,
      ProtocolOffer protocol,
      long timestamp)
      implements ServerMessage {
    public Welcome {
      features = List.copyOf(features);
    }

    @Override
    public void match(Cases cases) {
      cases.welcome(this);
    }
  }

  /** What the binary side of the server can do. */
  record ProtocolOffer(
      int minVersion, int maxVersion, List<String> encodings, List<String> formats) {
    public ProtocolOffer {
      encodings = List.copyOf(encodings);
      formats = List.copyOf(formats);
    }
  }

  /** Answers a ping in its form. */
  record Pong(TextForm form, @Nullable RequestId id, long timestamp) implements ServerMessage {
    @Override
    public void match(Cases cases) {
      cases.pong(this);
    }
  }

  /** The regular sign of life, with what the server counted for this connection. */
  record HeartbeatStatus(
      long serverTime,
      String clientId,
      long messageCount,
      long bytesSent,
      long bytesReceived,
      int activeSubscriptions,
      long uptimeSeconds)
      implements ServerMessage {
    @Override
    public void match(Cases cases) {
      cases.heartbeat(this);
    }
  }

  /** Answers a client's own heartbeat where it asks for that. */
  record HeartbeatAck(long timestamp) implements ServerMessage {
    @Override
    public void match(Cases cases) {
      cases.heartbeatAck(this);
    }
  }

  /** The client is now this user. */
  record Authenticated(String user, @Nullable RequestId id, long timestamp)
      implements ServerMessage {
    @Override
    public void match(Cases cases) {
      cases.authenticated(this);
    }
  }

  /**
   * Answers 0x32 where a headerless stream begins or ends: what holds from here on.
   *
   * @param format its name in a URL
   * @param capabilities their names in a URL
   */
  record HandshakeAnswered(
      int version, String format, List<String> capabilities, String clientId, long serverTime)
      implements ServerMessage {
    public HandshakeAnswered {
      capabilities = List.copyOf(capabilities);
    }

    @Override
    public void match(Cases cases) {
      cases.handshake(this);
    }
  }

  /** Answers 0x30 beside a headerless stream, with the bits of {@link ControlBit} in force. */
  record ControlBitsInForce(int bits, long timestamp) implements ServerMessage {
    @Override
    public void match(Cases cases) {
      cases.controlBits(this);
    }
  }

  /**
   * These channels will come.
   *
   * @param places by channel: what it is at, or what recovery began or ended with; a channel
   *     without history has none
   */
  record Subscribed(
      List<String> channels, Map<String, Place> places, @Nullable RequestId id, long timestamp)
      implements ServerMessage {
    public Subscribed {
      channels = List.copyOf(channels);
      places = Collections.unmodifiableMap(new LinkedHashMap<>(places));
    }

    @Override
    public void match(Cases cases) {
      cases.subscribed(this);
    }
  }

  /**
   * Where a subscription to a channel with history begins.
   *
   * @param at number of the last publication that is not sent any more
   * @param recovered whether all since the place that the client named follows; null where it named
   *     none
   * @param reason why it was not recovered, null where it was or none was asked for
   */
  record Place(StreamPosition at, @Nullable Boolean recovered, @Nullable String reason) {
    /** Returns the place of somebody who has missed nothing because there was nothing before. */
    public static Place at(StreamPosition position) {
      return new Place(position, null, null);
    }
  }

  /** These channels come no more. */
  record Unsubscribed(List<String> channels, @Nullable RequestId id, long timestamp)
      implements ServerMessage {
    public Unsubscribed {
      channels = List.copyOf(channels);
    }

    @Override
    public void match(Cases cases) {
      cases.unsubscribed(this);
    }
  }

  /**
   * Something happened on a channel.
   *
   * @param seq its number there, 0 on a channel without history
   */
  record Event(String channel, long seq, JsonData data, long timestamp) implements ServerMessage {
    @Override
    public void match(Cases cases) {
      cases.event(this);
    }
  }

  /** Something for everybody, subscribed or not. */
  record Broadcast(JsonData data, long timestamp) implements ServerMessage {
    @Override
    public void match(Cases cases) {
      cases.broadcast(this);
    }
  }

  /** The publications from {@code from} to {@code to} of a channel are lost to this client. */
  record Gap(String channel, long from, long to, long timestamp) implements ServerMessage {
    @Override
    public void match(Cases cases) {
      cases.gap(this);
    }
  }

  /** Answers a query or a command. */
  record Response(JsonBody result, @Nullable RequestId id, long timestamp)
      implements ServerMessage {
    @Override
    public void match(Cases cases) {
      cases.response(this);
    }
  }

  /** The filter holds and leaves this many nodes of all. */
  record FilterConfirmed(int visible, int total, @Nullable RequestId id, long timestamp)
      implements ServerMessage {
    @Override
    public void match(Cases cases) {
      cases.filterConfirmed(this);
    }
  }

  /**
   * The filtered graph, or a part of it.
   *
   * @param nodes a JSON array
   * @param edges a JSON array
   * @param part from 1 to {@code parts}; both 1 when whole, and then not written
   */
  record InitialGraphLoad(JsonBody nodes, JsonBody edges, int part, int parts, long timestamp)
      implements ServerMessage {
    @Override
    public void match(Cases cases) {
      cases.initialGraphLoad(this);
    }
  }

  /**
   * What changed in the filtered graph; nodes and edges are new or replace their older selves.
   *
   * @param nodes a JSON array
   * @param edges a JSON array
   * @param removedNodes a JSON array of ids
   * @param removedEdges a JSON array of ids
   */
  record GraphUpdate(
      long seq,
      JsonBody nodes,
      JsonBody edges,
      JsonBody removedNodes,
      JsonBody removedEdges,
      int visible,
      int total,
      long timestamp)
      implements ServerMessage {
    @Override
    public void match(Cases cases) {
      cases.graphUpdate(this);
    }
  }

  /** Somebody else drags this node now. */
  record DragTaken(long node, long timestamp) implements ServerMessage {
    @Override
    public void match(Cases cases) {
      cases.dragTaken(this);
    }
  }

  /** A request failed. */
  record Failed(Failure failure) implements ServerMessage {
    @Override
    public void match(Cases cases) {
      cases.failed(this);
    }
  }

  /**
   * The request was understood, but the client should know something.
   *
   * @param count how many of what the code speaks of, 0 where it speaks of nothing countable
   */
  record Warning(WarningCode code, long count, long timestamp) implements ServerMessage {
    @Override
    public void match(Cases cases) {
      cases.warning(this);
    }
  }
}
