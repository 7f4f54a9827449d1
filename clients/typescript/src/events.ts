import type { AgentDelta, AgentHealth } from './codec/agent.ts';
import type { Paths } from './codec/path.ts';
import type { Records } from './codec/records.ts';
import type { Voice } from './codec/voice.ts';
import type { StarlingError } from './error.ts';
import type { GraphChange } from './model/change.ts';
import type { StateChange } from './state.ts';

/** Nodes that the filter lets through, of all there are. */
export interface Visibility {
  readonly visible: number;
  readonly total: number;
}

export interface PositionsEvent {
  /** Newest time in the frame: Unix milliseconds modulo 2^32 (chapter 2). */
  readonly time: number;
  /** Nodes that moved. */
  readonly count: number;
  /** Their slots; the array is reused by the next frame. */
  readonly slots: Uint32Array;
}

export interface Warning {
  readonly code: string;
  readonly message: string;
  /** How many of what the message says. */
  readonly count?: number;
  readonly timestamp: number;
}

/** A frame as it went over the wire. */
export interface Traffic {
  readonly direction: 'in' | 'out';
  readonly data: string | Uint8Array;
  /** Of the payload; text as UTF-8. */
  readonly bytes: number;
  readonly time: number;
}

/** What is said of agents. Records are valid while the listener runs; `more` of the same update follow. */
export type AgentEvent =
  | { readonly kind: 'positions' | 'states'; readonly records: Records; readonly more: boolean }
  | { readonly kind: 'delta'; readonly delta: AgentDelta }
  | { readonly kind: 'health'; readonly health: AgentHealth };

export interface ClientEvents {
  state: StateChange;
  /** A part of the graph came; `part` of `parts`, from 1. Nothing of it is in the model before the last. */
  loading: { readonly part: number; readonly parts: number };
  /** The graph that the filter asked for is in the model, after `changed`. */
  loaded: Visibility;
  changed: GraphChange;
  positions: PositionsEvent;
  confirmed: Visibility;
  agents: AgentEvent;
  /** Shortest paths, valid while the listener runs; `more` of the same update follow. */
  paths: { readonly paths: Paths; readonly more: boolean };
  /** Somebody speaks; the audio is valid while the listener runs. */
  voice: Voice;
  error: StarlingError;
  warning: Warning;
  dragTaken: { readonly node: number };
  /** The control bits now in force, as the server said. */
  control: { readonly bits: number };
  subscribed: { readonly events: readonly string[] };
  unsubscribed: { readonly events: readonly string[] };
  retry: { readonly attempt: number; readonly delayMs: number };
  /** A bounded queue was full, or sending failed three times. */
  dropped: { readonly what: 'message' | 'position'; readonly count: number };
  /** A JSON message of a type that this version has no event for. */
  message: Readonly<Record<string, unknown>>;
  traffic: Traffic;
}
