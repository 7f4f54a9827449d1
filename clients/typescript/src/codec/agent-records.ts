import type { RecordLayout } from './records.ts';

/** Agent V1, 47 B: 0 id u16 · 2 position · 14 velocity 3 × f32 · 26 health, cpu, memory, workload f32 · 42 tokens u32 · 46 flags u8. */
export const AGENT_V1: RecordLayout = {
  size: 47,
  idBytes: 2,
  idMask: 0xffff,
  position: 2,
  velocity: 14,
  time: -1,
  flags: 46,
  path: -1,
  computed: -1,
  load: 26,
  tokens: 42,
};

/** Agent V2+, 49 B: as version 1, with an id of 4 bytes and all else two bytes further on. */
export const AGENT_V2: RecordLayout = {
  size: 49,
  idBytes: 4,
  idMask: 0xffffffff,
  position: 4,
  velocity: 16,
  time: -1,
  flags: 48,
  path: -1,
  computed: -1,
  load: 28,
  tokens: 44,
};
