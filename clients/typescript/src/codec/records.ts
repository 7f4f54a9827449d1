import type { AgentLoad } from './agent.ts';

/** Where the fields of a fixed-size record lie; -1 where it has none. */
export interface RecordLayout {
  readonly size: number;
  /** 2 or 4. */
  readonly idBytes: number;
  /** Keeps the id and drops type bits. */
  readonly idMask: number;
  readonly position: number;
  readonly velocity: number;
  readonly time: number;
  readonly flags: number;
  /** Distance f32 and parent i32 of the shortest path. */
  readonly path: number;
  /** Cluster i32, centrality f32 and mass f32. */
  readonly computed: number;
  /** Health, cpu, memory and workload, four f32. */
  readonly load: number;
  readonly tokens: number;
}

/**
 * The records of one message, still as the bytes that came: nothing is made per record. Valid while its frame is.
 */
export interface Records {
  readonly layout: RecordLayout;
  readonly count: number;
  readonly bytes: DataView;
}

/** Position V1, 19 B: 0 id u16 · 2 x, y, z f32 · 14 time u32 ms · 18 flags u8. */
export const POSITION_V1: RecordLayout = {
  size: 19,
  idBytes: 2,
  idMask: 0xffff,
  position: 2,
  velocity: -1,
  time: 14,
  flags: 18,
  path: -1,
  computed: -1,
  load: -1,
  tokens: -1,
};

/** Position V2+, 21 B: 0 id u32 · 4 x, y, z f32 · 16 time u32 ms · 20 flags u8. */
export const POSITION_V2: RecordLayout = {
  size: 21,
  idBytes: 4,
  idMask: 0xffffffff,
  position: 4,
  velocity: -1,
  time: 16,
  flags: 20,
  path: -1,
  computed: -1,
  load: -1,
  tokens: -1,
};

/** Of 0x10 and 0x11. */
export function positionLayout(version: number): RecordLayout {
  return version === 1 ? POSITION_V1 : POSITION_V2;
}

/** Node `client28`: 0 id u32, type bits above bit 25 · 4 position 3 × f32 · 16 velocity 3 × f32. */
export const CLIENT28: RecordLayout = {
  size: 28,
  idBytes: 4,
  idMask: 0x03ffffff,
  position: 4,
  velocity: 16,
  time: -1,
  flags: -1,
  path: -1,
  computed: -1,
  load: -1,
  tokens: -1,
};

/** One record as an object: for showing and testing, never for a stream. */
export interface RecordFields {
  readonly id: number;
  /** The id with its type bits as in a u32, in layouts that have them. */
  readonly typedId?: number;
  readonly position: readonly [number, number, number];
  readonly velocity?: readonly [number, number, number];
  readonly time?: number;
  readonly flags?: number;
  /** Of the shortest path; Infinity where it is unknown. */
  readonly distance?: number;
  /** Id of the node before it on that path; -1 where it is unknown. */
  readonly parent?: number;
  /** -1 where it is unknown. */
  readonly cluster?: number;
  readonly centrality?: number;
  readonly mass?: number;
  readonly load?: AgentLoad;
  readonly tokens?: number;
}

/** Lays records over a payload, whose length was checked with the header. */
export function recordsOf(layout: RecordLayout, frame: DataView, begin: number, end: number): Records {
  const bytes = new DataView(frame.buffer, frame.byteOffset + begin, end - begin);
  return { layout, count: Math.floor(bytes.byteLength / layout.size), bytes };
}

export function recordAt(records: Records, index: number): RecordFields {
  const { layout, bytes } = records;
  const at = index * layout.size;
  const id = layout.idBytes === 4 ? bytes.getUint32(at, true) : bytes.getUint16(at, true);
  return {
    id: (id & layout.idMask) >>> 0,
    ...typedId(layout, id),
    position: triple(bytes, at + layout.position),
    ...(layout.velocity < 0 ? {} : { velocity: triple(bytes, at + layout.velocity) }),
    ...(layout.time < 0 ? {} : { time: bytes.getUint32(at + layout.time, true) }),
    ...(layout.flags < 0 ? {} : { flags: bytes.getUint8(at + layout.flags) }),
    ...(layout.path < 0 ? {} : path(bytes, at + layout.path)),
    ...(layout.computed < 0 ? {} : computed(bytes, at + layout.computed)),
    ...(layout.load < 0 ? {} : { load: load(bytes, at + layout.load) }),
    ...(layout.tokens < 0 ? {} : { tokens: bytes.getUint32(at + layout.tokens, true) }),
  };
}

/** The type bits of a u16 are those of a u32, 16 bits lower. */
function typedId(layout: RecordLayout, id: number): { typedId?: number } {
  const wide = layout.idBytes === 4;
  const type = id & ~layout.idMask;
  if (~layout.idMask << (wide ? 0 : 16) === 0) return {};
  return { typedId: ((wide ? type : type << 16) | (id & layout.idMask)) >>> 0 };
}

function path(bytes: DataView, at: number): { distance: number; parent: number } {
  return { distance: bytes.getFloat32(at, true), parent: bytes.getInt32(at + 4, true) };
}

function computed(bytes: DataView, at: number): { cluster: number; centrality: number; mass: number } {
  return {
    cluster: bytes.getInt32(at, true),
    centrality: bytes.getFloat32(at + 4, true),
    mass: bytes.getFloat32(at + 8, true),
  };
}

function load(bytes: DataView, at: number): AgentLoad {
  return {
    health: bytes.getFloat32(at, true),
    cpu: bytes.getFloat32(at + 4, true),
    memory: bytes.getFloat32(at + 8, true),
    workload: bytes.getFloat32(at + 12, true),
  };
}

function triple(bytes: DataView, at: number): [number, number, number] {
  return [bytes.getFloat32(at, true), bytes.getFloat32(at + 4, true), bytes.getFloat32(at + 8, true)];
}
