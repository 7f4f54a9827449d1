package io.starling.server.channel.voice;

import io.starling.protocol.message.VoiceFormat;

/** One voice from its start to its end. Under the relay's lock. */
final class Utterance {

  final int agent;
  final String client;
  final Room room;
  final VoiceFormat format;
  int lastChunk = -1;
  long heardNanos;

  Utterance(int agent, String client, Room room, VoiceFormat format, long heardNanos) {
    this.agent = agent;
    this.client = client;
    this.room = room;
    this.format = format;
    this.heardNanos = heardNanos;
  }

  /** Whether a chunk is behind the last one; numbers go round at 65,536. */
  boolean follows(int chunk) {
    return lastChunk < 0 || (short) (chunk - lastChunk) > 0;
  }
}
