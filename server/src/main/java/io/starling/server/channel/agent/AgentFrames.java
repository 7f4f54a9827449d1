package io.starling.server.channel.agent;

import io.starling.server.hub.ChannelLog;

/** Writes updates of one stream as finished WebSocket frames, each of at most 64 KiB. */
interface AgentFrames {

  /** So many agents a frame holds at most. */
  int ROWS_PER_FRAME = 1_000;

  /** Which agents an update is about, and what of each. */
  @SuppressWarnings("ArrayRecordComponent") // the encoder's own arrays, never kept
  record Some(int[] ids, int[] masks, int count) {}

  /** Begins a publication, writes it and returns its size in bytes; the caller commits it. */
  int write(ChannelLog log, AgentBoard board, Some some);
}
