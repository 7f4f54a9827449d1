import { localError } from '../error.ts';
import type { Reader } from './frame.ts';
import { MAX_PAYLOAD, malformed, message } from './header.ts';
import { MessageType } from './message.ts';

/** Reads 0x40 to 0x42, and 0x02, the old name of 0x40. */
export const voice: Reader = (view, { type, version, begin, end }) => {
  switch (type) {
    case MessageType.VOICE_DATA:
    case MessageType.VOICE_CHUNK:
      return { kind: 'voice', version, voice: readVoiceChunk(view, begin, end) };
    case MessageType.VOICE_START:
      return { kind: 'voice', version, voice: readVoiceStart(view, begin) };
    case MessageType.VOICE_END:
      return { kind: 'voice', version, voice: readVoiceEnd(view, begin) };
    default:
      return undefined;
  }
};

/** How samples are written, by the number on the wire. */
export const VOICE_FORMATS = ['pcm-s16le', 'opus', 'pcm-f32le'] as const;

/** 0x41: 0 agent u16 · 2 format u8 · 3 rate in kHz u8. */
export interface VoiceStart {
  readonly part: 'start';
  readonly agent: number;
  /** Index into {@link VOICE_FORMATS}. */
  readonly format: number;
  readonly kilohertz: number;
}

/** 0x40: 0 agent u16 · 2 chunk u16 · 4 format u8 · 5 length u16 · 7 audio. */
export interface VoiceChunk {
  readonly part: 'chunk';
  readonly agent: number;
  /** Counts from 0 and wraps at 65,536. */
  readonly chunk: number;
  readonly format: number;
  /** Valid while its frame is. */
  readonly audio: Uint8Array;
}

/** 0x42: 0 agent u16 · 2 last chunk u16. */
export interface VoiceEnd {
  readonly part: 'end';
  readonly agent: number;
  readonly lastChunk: number;
}

export type Voice = VoiceStart | VoiceChunk | VoiceEnd;

const CHUNK_SIZE = 7;
const EDGE_SIZE = 4;

/** Throws a StarlingError `MESSAGE_TOO_LARGE` for audio of more than 65,528 bytes. */
export function encodeVoice(version: number, voice: Voice): Uint8Array {
  switch (voice.part) {
    case 'chunk':
      return encodeChunk(version, voice);
    case 'start':
      return message(MessageType.VOICE_START, version, EDGE_SIZE, (view, at) => {
        view.setUint16(at, voice.agent, true);
        view.setUint8(at + 2, voice.format);
        view.setUint8(at + 3, voice.kilohertz);
      });
    case 'end':
      return message(MessageType.VOICE_END, version, EDGE_SIZE, (view, at) => {
        view.setUint16(at, voice.agent, true);
        view.setUint16(at + 2, voice.lastChunk, true);
      });
  }
}

function encodeChunk(version: number, { agent, chunk, format, audio }: VoiceChunk): Uint8Array {
  const length = CHUNK_SIZE + audio.length;
  if (length > MAX_PAYLOAD) {
    throw localError('protocol', 'MESSAGE_TOO_LARGE', `a chunk of ${audio.length} bytes is too long`);
  }
  return message(MessageType.VOICE_CHUNK, version, length, (view, at) => {
    view.setUint16(at, agent, true);
    view.setUint16(at + 2, chunk, true);
    view.setUint8(at + 4, format);
    view.setUint16(at + 5, audio.length, true);
    new Uint8Array(view.buffer).set(audio, at + CHUNK_SIZE);
  });
}

/** 0x40, and its old number 0x02. */
export function readVoiceChunk(view: DataView, begin: number, end: number): VoiceChunk {
  const length = view.getUint16(begin + 5, true);
  if (length !== end - begin - CHUNK_SIZE) throw malformed(`${length} bytes of audio are not there`);
  return {
    part: 'chunk',
    agent: view.getUint16(begin, true),
    chunk: view.getUint16(begin + 2, true),
    format: readFormat(view, begin + 4),
    audio: new Uint8Array(view.buffer, view.byteOffset + begin + CHUNK_SIZE, length),
  };
}

export function readVoiceStart(view: DataView, begin: number): VoiceStart {
  const format = readFormat(view, begin + 2);
  return {
    part: 'start',
    agent: view.getUint16(begin, true),
    format,
    kilohertz: view.getUint8(begin + 3),
  };
}

export function readVoiceEnd(view: DataView, begin: number): VoiceEnd {
  return {
    part: 'end',
    agent: view.getUint16(begin, true),
    lastChunk: view.getUint16(begin + 2, true),
  };
}

function readFormat(view: DataView, at: number): number {
  const format = view.getUint8(at);
  if (format >= VOICE_FORMATS.length) throw malformed(`voice format ${format} is unknown`);
  return format;
}
