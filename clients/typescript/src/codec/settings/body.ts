import { localError } from '../../error.ts';
import {
  type Change,
  HASH_BYTES,
  type NamedPath,
  OPCODES,
  type Setting,
  type SettingsMessage,
} from './message.ts';
import { FieldReader } from './reader.ts';
import { LEAST_VALUE, readValue, writeValue } from './value-codec.ts';
import { Weight } from './weight.ts';
import { FieldWriter, invalid } from './writer.ts';

const PATH = 4;
const LEAST_SETTING = PATH + LEAST_VALUE;
const LEAST_CHANGE = PATH + 2 * LEAST_VALUE;
const LEAST_NAMED_PATH = PATH + 2;

/**
 * Reads the body of one message, all of it: opcode u8 and
 *  1 Get: path u32 · 2 Set: path u32, value · 3 BatchGet: n u32, paths · 4 BatchSet: n u32, (path u32, value)… ·
 *  5 Delta: version u64, n u32, (path u32, old value, new value)…, hash 32 B · 6 Response: ok u8, length u32, bytes ·
 *  7 Error: code u16, length u32, UTF-8 · 8 Ping · 9 Pong · 10 FullSync request ·
 * 11 FullSync: version u64, n u32, (path u32, value)…, hash 32 B · 12 Paths: n u32, (path u32, length u16, UTF-8)…
 * It may weigh what a WebSocket message of `messageBytes` may.
 */
export function decodeBody(body: Uint8Array, messageBytes = 1 + body.byteLength): SettingsMessage {
  const reader = new FieldReader(body, new Weight(messageBytes));
  const message = readMessage(reader);
  reader.requireEnd();
  return message;
}

function readMessage(reader: FieldReader): SettingsMessage {
  const code = reader.u8();
  const op = OPCODES[code - 1];
  if (op === undefined) throw localError('validation', 'UNKNOWN_TYPE', `opcode ${code} is none`);
  switch (op) {
    case 'Get':
      return { op, path: reader.u32() };
    case 'Set':
      return { op, setting: readSetting(reader) };
    case 'BatchGet':
      return { op, paths: reader.list(PATH, () => reader.u32()) };
    case 'BatchSet':
      return { op, settings: readSettings(reader) };
    case 'Delta':
      return { op, version: reader.u64(), changes: readChanges(reader), hash: reader.hash() };
    case 'Response':
      return { op, ok: reader.bool(), bytes: reader.bytes() };
    case 'Error':
      return { op, code: reader.u16(), text: reader.text() };
    case 'Ping':
    case 'Pong':
    case 'FullSyncRequest':
      return { op };
    case 'FullSync':
      return { op, version: reader.u64(), settings: readSettings(reader), hash: reader.hash() };
    case 'Paths':
      return { op, paths: reader.list(LEAST_NAMED_PATH, () => readNamedPath(reader)) };
  }
}

export function readSettings(reader: FieldReader): Setting[] {
  return reader.list(LEAST_SETTING, () => readSetting(reader));
}

function readSetting(reader: FieldReader): Setting {
  return { path: reader.u32(), value: readValue(reader) };
}

function readChanges(reader: FieldReader): Change[] {
  return reader.list(LEAST_CHANGE, () => ({
    path: reader.u32(),
    before: readValue(reader),
    after: readValue(reader),
  }));
}

function readNamedPath(reader: FieldReader): NamedPath {
  return { path: reader.u32(), text: reader.shortText() };
}

/** Writes the body of one message; what a field cannot say is refused with `VALIDATION_ERROR`. */
export function encodeBody(message: SettingsMessage, weight = new Weight()): Uint8Array {
  const writer = new FieldWriter(weight);
  writer.u8(OPCODES.indexOf(message.op) + 1);
  writeFields(writer, message);
  weight.body(writer.written.byteLength);
  return writer.written;
}

function writeFields(writer: FieldWriter, message: SettingsMessage): void {
  switch (message.op) {
    case 'Get':
      writer.u32(message.path);
      break;
    case 'Set':
      writeSetting(writer, message.setting);
      break;
    case 'BatchGet':
      writeList(writer, message.paths, (path) => writer.u32(path));
      break;
    case 'BatchSet':
      writeSettings(writer, message.settings);
      break;
    case 'Delta':
      writer.u64(message.version);
      writeList(writer, message.changes, (change) => writeChange(writer, change));
      writeHash(writer, message.hash);
      break;
    case 'Response':
      writer.u8(message.ok ? 1 : 0);
      writer.bytes(message.bytes);
      break;
    case 'Error':
      writer.u16(message.code);
      writer.text(message.text);
      break;
    case 'Ping':
    case 'Pong':
    case 'FullSyncRequest':
      break;
    case 'FullSync':
      writer.u64(message.version);
      writeSettings(writer, message.settings);
      writeHash(writer, message.hash);
      break;
    case 'Paths':
      writeList(writer, message.paths, ({ path, text }) => {
        writer.u32(path);
        writer.shortText(text);
      });
      break;
  }
}

function writeList<T>(writer: FieldWriter, list: readonly T[], write: (element: T) => void): void {
  writer.weight.items(list.length);
  writer.u32(list.length);
  list.forEach(write);
}

export function writeSettings(writer: FieldWriter, settings: readonly Setting[]): void {
  writeList(writer, settings, (setting) => writeSetting(writer, setting));
}

/** Path u32, value. */
export function writeSetting(writer: FieldWriter, { path, value }: Setting): void {
  writer.u32(path);
  writeValue(writer, value);
}

function writeChange(writer: FieldWriter, { path, before, after }: Change): void {
  writer.u32(path);
  writeValue(writer, before);
  writeValue(writer, after);
}

function writeHash(writer: FieldWriter, hash: Uint8Array): void {
  if (hash.byteLength !== HASH_BYTES) throw invalid(`a hash is ${HASH_BYTES} bytes`);
  writer.raw(hash);
}
