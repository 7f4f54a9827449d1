import { localError, type StarlingError } from '../error.ts';

export type Json = Readonly<Record<string, unknown>>;

export function invalid(pointer: string, expected: string): StarlingError {
  return localError(
    'protocol',
    'VALIDATION_ERROR',
    `${pointer === '' ? 'the message' : pointer} is not ${expected}`,
    {
      pointer,
    },
  );
}

/** The value as an object, or an error that names where it stands. */
export function fields(value: unknown, pointer = ''): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalid(pointer, 'an object');
  return value as Json;
}

export function text(from: Json, key: string, pointer = ''): string {
  const value = from[key];
  if (typeof value !== 'string') throw invalid(`${pointer}/${key}`, 'a string');
  return value;
}

export function finite(from: Json, key: string, pointer = ''): number {
  const value = from[key];
  if (typeof value !== 'number' || !Number.isFinite(value)) throw invalid(`${pointer}/${key}`, 'a number');
  return value;
}

/** An integer in [0, limit). */
export function integer(from: Json, key: string, limit: number, pointer = ''): number {
  const value = from[key];
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value >= limit) {
    throw invalid(`${pointer}/${key}`, `a whole number below ${limit}`);
  }
  return value;
}

export function list(from: Json, key: string, pointer = ''): readonly unknown[] {
  const value = from[key];
  if (!Array.isArray(value)) throw invalid(`${pointer}/${key}`, 'a list');
  return value;
}

/** What `read` makes of the field, or the fallback where the field is absent. */
export function or<T>(
  from: Json,
  key: string,
  read: (from: Json, key: string, pointer?: string) => T,
  fallback: T,
  pointer = '',
): T {
  return from[key] === undefined || from[key] === null ? fallback : read(from, key, pointer);
}
