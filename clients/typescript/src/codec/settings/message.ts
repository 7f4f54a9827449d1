import type { Value } from './value.ts';

/** A path, by the u32 that the registry gives it, and what it is set to. */
export interface Setting {
  readonly path: number;
  readonly value: Value;
}

/** A path and what it was and is; null where it had or has no value. */
export interface Change {
  readonly path: number;
  readonly before: Value;
  readonly after: Value;
}

/** A path's number and its text, of at most 65,535 bytes in UTF-8. */
export interface NamedPath {
  readonly path: number;
  readonly text: string;
}

/** Everything that is said on `/ws/settings`, by either side, by the order of the opcodes. */
export type SettingsMessage =
  | { readonly op: 'Get'; readonly path: number }
  | { readonly op: 'Set'; readonly setting: Setting }
  | { readonly op: 'BatchGet'; readonly paths: readonly number[] }
  /** All or none; of several for one path the last counts. */
  | { readonly op: 'BatchSet'; readonly settings: readonly Setting[] }
  | Delta
  | Response
  /** `code` is a number of {@link ERROR_NUMBERS}. */
  | { readonly op: 'Error'; readonly code: number; readonly text: string }
  | { readonly op: 'Ping' }
  | { readonly op: 'Pong' }
  | { readonly op: 'FullSyncRequest' }
  | FullSync
  | { readonly op: 'Paths'; readonly paths: readonly NamedPath[] };

/** What somebody changed; version and hash are those of the tree afterwards. */
export interface Delta {
  readonly op: 'Delta';
  readonly version: bigint;
  readonly changes: readonly Change[];
  readonly hash: Uint8Array;
}

/** Answers a request; what the bytes are, `response.ts` says. */
export interface Response {
  readonly op: 'Response';
  readonly ok: boolean;
  readonly bytes: Uint8Array;
}

/** The whole tree. */
export interface FullSync {
  readonly op: 'FullSync';
  readonly version: bigint;
  readonly settings: readonly Setting[];
  readonly hash: Uint8Array;
}

/** The opcode is the index and one. */
export const OPCODES = [
  'Get',
  'Set',
  'BatchGet',
  'BatchSet',
  'Delta',
  'Response',
  'Error',
  'Ping',
  'Pong',
  'FullSyncRequest',
  'FullSync',
  'Paths',
] as const satisfies readonly SettingsMessage['op'][];

export const HASH_BYTES = 32;
