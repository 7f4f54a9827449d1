import type { StarlingError } from '../error.ts';
import type { AgentDelta, AgentHealth } from './agent.ts';
import type { Paths } from './path.ts';
import type { Records } from './records.ts';
import type { Voice } from './voice.ts';

/** Message types of chapter 2 that this client reads or writes. */
export const MessageType = {
  GRAPH_UPDATE: 0x01,
  /** The old number of VOICE_CHUNK, never written. */
  VOICE_DATA: 0x02,
  POSITION_UPDATE: 0x10,
  AGENT_POSITIONS: 0x11,
  VELOCITY_UPDATE: 0x12,
  COMPACT_UPDATE: 0x13,
  AGENT_STATE_FULL: 0x20,
  AGENT_STATE_DELTA: 0x21,
  AGENT_HEALTH: 0x22,
  CONTROL_BITS: 0x30,
  SSSP_DATA: 0x31,
  HANDSHAKE: 0x32,
  HEARTBEAT: 0x33,
  /** Only written: no server says it. */
  BROADCAST_ACK: 0x34,
  VOICE_CHUNK: 0x40,
  VOICE_START: 0x41,
  VOICE_END: 0x42,
  ERROR: 0xff,
} as const;

/** Formats of the position stream, by the number that the handshake gives them. */
export const FORMATS = ['position', 'client28', 'compact', 'wire34', 'wire36', 'compute48'] as const;

export type Format = (typeof FORMATS)[number];

/** Capability bits of a handshake. */
export const Capability = {
  ZLIB: 0x01,
  BROTLI: 0x02,
  BINARY_HEARTBEAT: 0x04,
  BINARY_ERRORS: 0x08,
  ACKS: 0x10,
} as const;

/** What a client asks for: payload 0 min version u8 · 1 max version u8 · 2 format u8 · 3 capabilities u16. */
export interface HandshakeRequest {
  readonly minVersion: number;
  readonly maxVersion: number;
  readonly format: number;
  readonly capabilities: number;
}

/** What the server agreed to: payload 0 version u8 · 1 format u8 · 2 capabilities u16 · 4 client id, 16 B · 20 time u64 ms. */
export interface HandshakeAnswer {
  readonly version: number;
  readonly format: number;
  readonly capabilities: number;
  /** A UUID in its usual spelling. */
  readonly clientId: string;
  readonly serverTime: bigint;
}

/** A decoded message; the records of a stream stay bytes. */
export type Message =
  | {
      readonly kind: 'graph';
      readonly version: number;
      readonly more: boolean;
      readonly graph: 'knowledge' | 'ontology';
      readonly records: Records;
    }
  | {
      readonly kind: 'agentPositions' | 'agentStates';
      readonly version: number;
      readonly more: boolean;
      readonly records: Records;
    }
  | { readonly kind: 'agentDelta'; readonly version: number; readonly delta: AgentDelta }
  | { readonly kind: 'agentHealth'; readonly version: number; readonly health: AgentHealth }
  | { readonly kind: 'paths'; readonly version: number; readonly more: boolean; readonly paths: Paths }
  | { readonly kind: 'voice'; readonly version: number; readonly voice: Voice }
  | {
      readonly kind: 'positions';
      readonly version: number;
      readonly more: boolean;
      readonly records: Records;
    }
  | {
      readonly kind: 'velocities';
      readonly version: number;
      readonly more: boolean;
      readonly records: Records;
    }
  | {
      readonly kind: 'compact';
      readonly version: number;
      readonly more: boolean;
      /** For a {@link CompactDecoder}: what it says depends on what came before. */
      readonly payload: DataView;
    }
  | { readonly kind: 'control'; readonly version: number; readonly bits: number }
  | { readonly kind: 'handshakeRequest'; readonly version: number; readonly request: HandshakeRequest }
  | { readonly kind: 'handshakeAnswer'; readonly version: number; readonly answer: HandshakeAnswer }
  | { readonly kind: 'heartbeat'; readonly version: number; readonly serverTime: bigint }
  | { readonly kind: 'error'; readonly version: number; readonly error: StarlingError };

/** The messages of one WebSocket frame, in order. */
export interface Frame {
  readonly messages: readonly Message[];
  /** Well-formed messages of types that this client does not read. */
  readonly skipped: number;
  /** Messages of state, read or skipped, as 0x34 counts them. */
  readonly states: number;
}
