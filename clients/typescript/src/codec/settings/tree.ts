import { writeSetting } from './body.ts';
import type { Delta, FullSync, Setting } from './message.ts';
import { NULL, type Value } from './value.ts';
import { Weight } from './weight.ts';
import { FieldWriter } from './writer.ts';

/** BLAKE3 with 32 bytes, by whatever library the page has. */
export type Blake3 = (bytes: Uint8Array) => Uint8Array;

/** All settings that have a value. Its hash is BLAKE3 of (path u32, value)…, paths and keys of objects ascending. */
export class SettingsTree {
  readonly #blake3: Blake3;
  #values: ReadonlyMap<number, Value> = new Map();
  #version = 0n;

  constructor(blake3: Blake3) {
    this.#blake3 = blake3;
  }

  get version(): bigint {
    return this.#version;
  }

  /** Null where the path has no value. */
  value(path: number): Value {
    return this.#values.get(path) ?? NULL;
  }

  /** By ascending path. */
  settings(): Setting[] {
    return sorted(this.#values);
  }

  hash(): Uint8Array {
    return this.#blake3(canonical(this.#values));
  }

  /** The bytes that are hashed. */
  canonical(): Uint8Array {
    return canonical(this.#values);
  }

  /** Sets these; of several for one path the last counts, null removes. */
  set(version: bigint, settings: readonly Setting[]): void {
    this.#values = merged(this.#values, settings);
    this.#version = version;
  }

  /** Whether the message was for this tree and is applied; where not, nothing changes: ask for a full sync. */
  apply(message: Delta | FullSync): boolean {
    const next =
      message.op === 'FullSync'
        ? merged(new Map(), message.settings)
        : merged(
            this.#values,
            message.changes.map(({ path, after }) => ({ path, value: after })),
          );
    if (!same(this.#blake3(canonical(next)), message.hash)) return false;
    this.#values = next;
    this.#version = message.version;
    return true;
  }
}

function merged(values: ReadonlyMap<number, Value>, settings: readonly Setting[]): Map<number, Value> {
  const next = new Map(values);
  for (const { path, value } of settings) {
    if (value.type === 'null') next.delete(path);
    else next.set(path, value);
  }
  return next;
}

function sorted(values: ReadonlyMap<number, Value>): Setting[] {
  return [...values].map(([path, value]) => ({ path, value })).sort((one, other) => one.path - other.path);
}

function canonical(values: ReadonlyMap<number, Value>): Uint8Array {
  const writer = new FieldWriter(new Weight());
  for (const setting of sorted(values)) writeSetting(writer, setting);
  return writer.written;
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return one.byteLength === other.byteLength && one.every((byte, i) => byte === other[i]);
}
