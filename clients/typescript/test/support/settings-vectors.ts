import { readFileSync } from 'node:fs';
import type { NamedPath, Setting, SettingsMessage } from '../../src/codec/settings/message.ts';
import type { Value } from '../../src/codec/settings/value.ts';
import { bytesOf } from './bytes.ts';

/** The form of these vectors: `protocol/vectors/README.md`. */
export type Json = Readonly<Record<string, unknown>> & { readonly name: string; readonly hex?: unknown };

export type Hex = string | readonly (string | Repeated)[];

interface Repeated {
  readonly repeat: number;
  readonly hex?: string;
  readonly text?: string;
  readonly value?: unknown;
}

const FOLDER = new URL('../../../../protocol/vectors/settings/', import.meta.url);

export function casesOf(file: string): [string, Json][] {
  const cases = JSON.parse(readFileSync(new URL(`${file}.json`, FOLDER), 'utf8')) as Json[];
  return cases.map((each) => [each.name, each]);
}

/** All cases of one WebSocket message each. */
export function messageCases(): [string, Json][] {
  return ['messages', 'values', 'envelope'].flatMap(casesOf);
}

export function bytesAt(json: { readonly hex?: unknown }): Uint8Array {
  return hexBytes(json.hex as Hex);
}

export function hexBytes(hex: Hex): Uint8Array {
  if (typeof hex === 'string') return bytesOf(hex);
  return bytesOf(
    hex.map((part) => (typeof part === 'string' ? part : (part.hex ?? '').repeat(part.repeat))).join(''),
  );
}

export function messageOf(json: Readonly<Record<string, unknown>>): SettingsMessage {
  const op = json['op'] as SettingsMessage['op'];
  const path = json['path'] as number;
  switch (op) {
    case 'Get':
      return { op, path };
    case 'Set':
      return { op, setting: { path, value: parseValue(json['value']) } };
    case 'BatchGet':
      return { op, paths: list(json['paths'], (each) => each as number) };
    case 'BatchSet':
      return { op, settings: parseSettings(json['settings']) };
    case 'Delta': {
      const changes = list(json['changes'], (each) => {
        const [at, before, after] = each as [number, unknown, unknown];
        return { path: at, before: parseValue(before), after: parseValue(after) };
      });
      return { op, version: u64(json['version']), changes, hash: rawBytes(json['hash']) };
    }
    case 'Response':
      return { op, ok: json['ok'] as boolean, bytes: rawBytes(json['bytes']) };
    case 'Error':
      return { op, code: json['code'] as number, text: textOf(json['text']) };
    case 'Ping':
    case 'Pong':
    case 'FullSyncRequest':
      return { op };
    case 'FullSync':
      return {
        op,
        version: u64(json['version']),
        settings: parseSettings(json['settings']),
        hash: rawBytes(json['hash']),
      };
    case 'Paths':
      return { op, paths: parsePaths(json['paths']) };
  }
}

export function parseValue(json: unknown): Value {
  const [[type, value]] = Object.entries(json as object) as [[Value['type'], unknown]];
  switch (type) {
    case 'null':
      return { type };
    case 'bool':
      return { type, value: value as boolean };
    case 'i32':
      return { type, value: value as number };
    case 'i64':
      return { type, value: BigInt(value as string) };
    case 'f32':
    case 'f64':
      return { type, value: Number(value) };
    case 'string':
      return { type, value: textOf(value) };
    case 'bytes':
      return { type, value: rawBytes(value) };
    case 'array':
      return { type, value: list(value, parseValue) };
    case 'object':
      return {
        type,
        value: new Map((value as [string, unknown][]).map(([key, inner]) => [key, parseValue(inner)])),
      };
  }
}

export function parseSettings(json: unknown): Setting[] {
  return list(json, (each) => {
    const [path, value] = each as [number, unknown];
    return { path, value: parseValue(value) };
  });
}

export function parsePaths(json: unknown): NamedPath[] {
  return list(json, (each) => {
    const [path, text] = each as [number, unknown];
    return { path, text: textOf(text) };
  });
}

export function u64(json: unknown): bigint {
  return BigInt(json as string);
}

export function rawBytes(json: unknown): Uint8Array {
  return hexBytes(typeof json === 'string' ? json : [json as Repeated]);
}

function textOf(json: unknown): string {
  if (typeof json === 'string') return json;
  const { text = '', repeat } = json as Repeated;
  return text.repeat(repeat);
}

function list<T>(json: unknown, element: (each: unknown) => T): T[] {
  return (json as unknown[]).flatMap((each) =>
    isRepeated(each) ? Array.from({ length: each.repeat }, () => element(each.value)) : [element(each)],
  );
}

function isRepeated(each: unknown): each is Repeated {
  return typeof each === 'object' && each !== null && 'repeat' in each;
}
