import { readdirSync, readFileSync } from 'node:fs';
import { bytesOf } from './bytes.ts';

/** The form of a vector: `protocol/vectors/README.md`. */
export interface Vector {
  readonly file: string;
  readonly name: string;
  readonly mode: string;
  readonly from: 'client' | 'server' | undefined;
  readonly bytes: Uint8Array;
  readonly messages: readonly VectorMessage[];
  readonly skipped: number;
  readonly error: string | undefined;
  readonly encode: boolean;
}

export type VectorMessage = Readonly<Record<string, unknown>> & {
  readonly type: string;
  readonly version: number;
};

type Hex = string | readonly (string | { readonly repeat: number; readonly hex: string })[];

interface Written {
  readonly name: string;
  readonly mode: string;
  readonly from?: 'client' | 'server';
  readonly hex: Hex;
  readonly message?: VectorMessage;
  readonly messages?: readonly VectorMessage[];
  readonly skipped?: number;
  readonly error?: string;
  readonly encode?: boolean;
}

const FOLDER = new URL('../../../../protocol/vectors/', import.meta.url);

/** All vectors of the repository, written out. */
export function vectors(): Vector[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) =>
      (JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Written[]).map((each) => read(file, each)),
    );
}

function read(file: string, written: Written): Vector {
  const messages = written.messages ?? (written.message === undefined ? [] : [written.message]);
  return {
    file,
    name: written.name,
    mode: written.mode,
    from: written.from,
    bytes: bytesOf(digits(written.hex)),
    messages: messages.map((message) => expand(message) as VectorMessage),
    skipped: written.skipped ?? 0,
    error: written.error,
    encode: written.encode ?? true,
  };
}

function digits(hex: Hex): string {
  if (typeof hex === 'string') return hex;
  return hex.map((part) => (typeof part === 'string' ? part : part.hex.repeat(part.repeat))).join('');
}

/** Writes out `{repeat, record}` in lists and `{repeat, text}` anywhere. */
function expand(value: unknown): unknown {
  if (Array.isArray(value)) return value.flatMap((each) => repeated(each, 'record') ?? [expand(each)]);
  if (typeof value !== 'object' || value === null) return value;
  return (
    repeated(value, 'text')?.join('') ??
    Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, expandField(key, inner)]))
  );
}

/** Audio is hex, of which spaces and case mean nothing. */
function expandField(key: string, value: unknown): unknown {
  const expanded = expand(value);
  return key === 'audio' ? (expanded as string).replaceAll(' ', '').toLowerCase() : expanded;
}

function repeated(value: unknown, what: 'record' | 'text'): unknown[] | undefined {
  if (typeof value !== 'object' || value === null || !(what in value) || !('repeat' in value))
    return undefined;
  return Array(value.repeat as number).fill(expand((value as Record<string, unknown>)[what]));
}
