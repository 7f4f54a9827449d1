import { malformed } from '../header.ts';
import { readSettings, writeSettings } from './body.ts';
import type { Response, Setting } from './message.ts';
import { FieldReader } from './reader.ts';
import type { Value } from './value.ts';
import { readValue, writeValue } from './value-codec.ts';
import { Weight } from './weight.ts';
import { FieldWriter } from './writer.ts';

/** The answer to a Get: a value. */
export function valueIn(response: Response): Value {
  return read(response, readValue);
}

/** The answer to a BatchGet: n u32, (path u32, value)…, as they were asked for. */
export function settingsIn(response: Response): Setting[] {
  return read(response, readSettings);
}

/** The answer to a Set or BatchSet: version u64 of the tree afterwards. */
export function versionIn(response: Response): bigint {
  return read(response, (reader) => reader.u64());
}

export function valueResponse(value: Value): Response {
  return response((writer) => writeValue(writer, value));
}

export function settingsResponse(settings: readonly Setting[]): Response {
  return response((writer) => writeSettings(writer, settings));
}

export function versionResponse(version: bigint): Response {
  return response((writer) => writer.u64(version));
}

function response(write: (writer: FieldWriter) => void): Response {
  const writer = new FieldWriter(new Weight());
  write(writer);
  return { op: 'Response', ok: true, bytes: writer.written };
}

function read<T>(response: Response, field: (reader: FieldReader) => T): T {
  if (!response.ok) throw malformed('the response is not ok');
  const reader = new FieldReader(response.bytes, new Weight(response.bytes.byteLength));
  const value = field(reader);
  reader.requireEnd();
  return value;
}
