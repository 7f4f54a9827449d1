package io.starling.server.channel.voice;

/** What came of something that somebody said. */
public enum VoiceOutcome {
  /** It went to those who listen. */
  RELAYED,
  /** It was not behind the last chunk, and is dropped and counted. */
  LATE,
  /** Somebody else speaks with this id. */
  TAKEN,
  /** The id is that of somebody else's agent. */
  NOT_YOURS,
  /** Nobody speaks with this id. */
  SILENT,
  /** There are too many voices or rooms. */
  FULL
}
