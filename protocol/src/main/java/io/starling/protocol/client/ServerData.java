package io.starling.protocol.client;

import io.netty.buffer.ByteBuf;
import io.starling.protocol.binary.HandshakeAnswer;
import io.starling.protocol.message.AgentReport;
import io.starling.protocol.message.GraphKind;
import io.starling.protocol.message.Nodes;
import io.starling.protocol.message.Paths;
import io.starling.protocol.message.Positions;
import io.starling.protocol.message.Voice;

/**
 * Everything that a server says in binary. Records, payloads and audio live as long as the
 * message's buffer; {@code more} says that more messages of the same update follow.
 */
public sealed interface ServerData {

  /** 0x01: nodes of one graph, {@link GraphKind#KNOWLEDGE} or {@link GraphKind#ONTOLOGY}. */
  record GraphUpdate(GraphKind graph, Nodes nodes, boolean more) implements ServerData {}

  /** 0x10: where nodes are. */
  record PositionUpdate(Positions positions, boolean more) implements ServerData {}

  /** 0x11: where agents are. */
  record AgentPositions(Positions positions, boolean more) implements ServerData {}

  /** 0x12: where nodes are and go. */
  record NodeUpdate(Nodes nodes, boolean more) implements ServerData {}

  /** 0x13: a part for a {@link io.starling.protocol.compact.CompactDecoder}. */
  record CompactUpdate(ByteBuf payload, boolean more) implements ServerData {}

  /** 0x20, 0x21, 0x22: what agents do; only 0x20 has parts. */
  record AgentUpdate(AgentReport report, boolean more) implements ServerData {}

  /** 0x30: the bits of {@link io.starling.protocol.message.ControlBit} in force. */
  record ControlBits(int bits) implements ServerData {}

  /** 0x31: shortest paths from one node. */
  record PathUpdate(Paths paths, boolean more) implements ServerData {}

  /** 0x32: what holds from now on. */
  record Agreed(HandshakeAnswer answer) implements ServerData {}

  /** 0x33: the server's time in Unix ms, to be sent back. */
  record Heartbeat(long serverTime) implements ServerData {}

  /** 0x40, 0x41, 0x42, and 0x02: somebody speaks. */
  record VoiceUpdate(Voice voice) implements ServerData {}

  /** 0xFF: a request failed; the code is one of {@link io.starling.protocol.error.ErrorCode}. */
  record ErrorReport(String code, String message) implements ServerData {}
}
