package io.starling.protocol.message;

import io.starling.protocol.error.RequestId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that a client can say, whatever the encoding. Closed: the router switches over it. */
public sealed interface ClientMessage {

  /** A message in text, which may have an id of the client's own. */
  sealed interface Request extends ClientMessage {
    /** Returns what the answer carries, too. */
    @Nullable RequestId id();
  }

  /** Asks for a {@link ServerMessage.Pong} in the same form, with the same id. */
  record Ping(TextForm form, @Nullable RequestId id) implements Request {}

  /**
   * Counts as life: a heartbeat or any pong.
   *
   * @param answered whether it asks for a {@link ServerMessage.HeartbeatAck}
   */
  record Heartbeat(boolean answered) implements ClientMessage {}

  /**
   * Wants live events.
   *
   * @param channels names or patterns in the order given, without repeats, at least one
   * @param since what the client has of some of these channels, by name
   * @param rateHz how often at most, from 1 to 60, or 0 where the client did not say
   */
  record Subscribe(
      List<String> channels, Map<String, StreamPosition> since, int rateHz, @Nullable RequestId id)
      implements Request {
    public Subscribe {
      channels = List.copyOf(channels);
      since = Map.copyOf(since);
    }
  }

  /** Wants these channels no more. */
  record Unsubscribe(List<String> channels, @Nullable RequestId id) implements Request {
    public Unsubscribe {
      channels = List.copyOf(channels);
    }
  }

  /** Asks for something, and changes nothing. */
  record Query(String name, JsonData params, @Nullable RequestId id) implements Request {}

  /** Wants something done. */
  record Command(String name, JsonData params, @Nullable RequestId id) implements Request {}

  /**
   * Replaces the filter.
   *
   * @param parts whether a large load may come in several messages
   * @param forceRefresh whether to send the load again though the filter is the same
   */
  record FilterUpdate(Filter filter, boolean parts, boolean forceRefresh, @Nullable RequestId id)
      implements Request {}

  /**
   * Says who it is.
   *
   * @param token a JWT, or a signed Nostr event as JSON or its base64; never to be logged
   * @param pubkey the public key it must belong to, where the client gave one
   */
  record Authenticate(String token, @Nullable String pubkey, @Nullable RequestId id)
      implements Request {
    @Override
    public String toString() {
      return "Authenticate[token=hidden, pubkey=" + pubkey + ", id=" + id + "]";
    }
  }

  /** 0x30: wants exactly these bits of {@link ControlBit} in force. */
  record ControlBits(int bits) implements ClientMessage {}

  /**
   * 0x32: what the client offers, as it came; negotiation decides what it means.
   *
   * @param format number of the stream format, 0–255
   * @param capabilities bits, of which unknown ones are ignored
   */
  record Handshake(int minVersion, int maxVersion, int format, int capabilities)
      implements ClientMessage {}

  /** 0x33: the server's own time in Unix ms, come back. */
  record BinaryHeartbeat(long serverTime) implements ClientMessage {}

  /** 0x10: where dragged nodes are now. The records live as long as the message's buffer. */
  record PositionUpdate(Positions positions) implements ClientMessage {}

  /** 0x12: where nodes are and go. The records live as long as the message's buffer. */
  record NodeUpdate(Nodes nodes) implements ClientMessage {}

  /** 0x20, 0x21, 0x22: what the client's agents do. Lives as long as the message's buffer. */
  record AgentUpdate(AgentReport report) implements ClientMessage {}

  /**
   * 0x40, 0x41, 0x42, and 0x02, or {@code voice_start} and {@code voice_end}: the client speaks.
   * Lives as long as the message's buffer.
   */
  record VoiceUpdate(Voice voice) implements ClientMessage {}

  /**
   * 0x34: what the client has applied.
   *
   * @param sequence u64 of the last 0x13, in other formats how many binary messages of state came
   *     since the handshake
   * @param nodes how many nodes it was about, u32
   * @param clientTime Unix ms by the client's clock, u64
   */
  record BroadcastAck(long sequence, int nodes, long clientTime) implements ClientMessage {}

  /** 0xFF: the client complains; both fields are its own words. */
  record ErrorReport(String code, String message) implements ClientMessage {}
}
