/** Control bits of message 0x30 (chapter 2, Records); what they do to the update rate is in chapter 5, Streaming. */
export const Control = {
  PAUSE_UPDATES: 0x01,
  HIGH_FREQUENCY: 0x02,
  LOW_BANDWIDTH: 0x04,
  VOICE_ENABLED: 0x08,
  DEBUG_MODE: 0x10,
  FORCE_FULL_UPDATE: 0x20,
  USER_INTERACTING: 0x40,
  BACKGROUND_MODE: 0x80,
} as const;
