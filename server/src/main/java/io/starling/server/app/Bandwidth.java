package io.starling.server.app;

import io.starling.protocol.binary.HeaderCodec;
import io.starling.server.hub.Frames;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client's line carries when everything moves in every update: records, their headers and
 * the headers of WebSocket frames; TCP and TLS come on top.
 */
final class Bandwidth {

  private static final int POSITION = 21;
  private static final int POSITION_V1 = 19;
  private static final int AGENT = 49;
  private static final int CLIENT28 = 28;
  private static final int WIRE34 = 34;

  /** As measured on settling simulations: docs/adr/0005-compact-updates.md. */
  private static final double COMPACT = 2.3;

  private static final int VOICE_BYTES_PER_SECOND = 8_000;
  private static final int VOICE_CHUNKS_PER_SECOND = 50;
  private static final int VOICE_HEAD = 7;

  /** One way to send it. */
  record Line(String what, double bytesPerSecond) {}

  private Bandwidth() {}

  static List<Line> of(int agents, int nodes, int rate, int voices) {
    List<Line> lines = new ArrayList<>();
    if (agents > 0) {
      lines.add(new Line("agents, positions (0x11)", rate * records(agents, POSITION)));
      lines.add(new Line("agents, full state (0x20)", rate * records(agents, AGENT)));
    }
    if (nodes > 0) {
      lines.add(new Line("nodes, version 1 (0x10, 19 B)", rate * records(nodes, POSITION_V1)));
      lines.add(new Line("nodes, position (0x10, 21 B)", rate * records(nodes, POSITION)));
      lines.add(new Line("nodes, client28 (0x12)", rate * records(nodes, CLIENT28)));
      lines.add(new Line("nodes, wire34", rate * records(nodes, WIRE34)));
      lines.add(new Line("nodes, compact (0x13), about", rate * (19 + COMPACT * nodes)));
    }
    if (voices > 0) {
      int chunk = VOICE_BYTES_PER_SECOND / VOICE_CHUNKS_PER_SECOND + VOICE_HEAD;
      lines.add(
          new Line(
              "voice (0x40), 20 ms a chunk",
              (double) voices * VOICE_CHUNKS_PER_SECOND * message(chunk)));
    }
    return lines;
  }

  private static double records(int count, int bytes) {
    int perMessage = HeaderCodec.MAX_PAYLOAD_BYTES / bytes;
    int full = count / perMessage;
    double whole = full * message(perMessage * bytes);
    int rest = count % perMessage;
    return rest == 0 ? whole : whole + message(rest * bytes);
  }

  private static double message(int payloadBytes) {
    return Frames.bytes(HeaderCodec.BYTES + payloadBytes);
  }
}
