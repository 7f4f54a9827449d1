import type { StarlingError } from '../error.ts';
import { errorOf } from '../json/error.ts';
import { fields } from '../json/fields.ts';
import { malformed, message } from './header.ts';
import { MessageType } from './message.ts';

/** Message 0xFF: the error model (chapter 4) as JSON in UTF-8. */
export function encodeError(version: number, error: Readonly<Record<string, unknown>>): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(error));
  return message(MessageType.ERROR, version, json.length, (view, at) => {
    new Uint8Array(view.buffer).set(json, at);
  });
}

export function readError(view: DataView, begin: number, end: number): StarlingError {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + begin, end - begin);
  try {
    return errorOf(fields(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))));
  } catch {
    throw malformed('the payload is no error as JSON in UTF-8');
  }
}
