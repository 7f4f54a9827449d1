import { malformed, message } from './header.ts';
import { FORMATS, type HandshakeAnswer, type HandshakeRequest, MessageType } from './message.ts';

const REQUEST_SIZE = 5;
const ANSWER_SIZE = 28;

/** Message 0x32 of a client; layout at {@link HandshakeRequest}. */
export function encodeHandshakeRequest(version: number, request: HandshakeRequest): Uint8Array {
  return message(MessageType.HANDSHAKE, version, REQUEST_SIZE, (view, at) => {
    view.setUint8(at, request.minVersion);
    view.setUint8(at + 1, request.maxVersion);
    view.setUint8(at + 2, request.format);
    view.setUint16(at + 3, request.capabilities, true);
  });
}

/** Message 0x32 of a server; layout at {@link HandshakeAnswer}. */
export function encodeHandshakeAnswer(version: number, answer: HandshakeAnswer): Uint8Array {
  return message(MessageType.HANDSHAKE, version, ANSWER_SIZE, (view, at) => {
    view.setUint8(at, answer.version);
    view.setUint8(at + 1, answer.format);
    view.setUint16(at + 2, answer.capabilities, true);
    const hex = answer.clientId.replaceAll('-', '');
    for (let i = 0; i < 16; i++) view.setUint8(at + 4 + i, Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
    view.setBigUint64(at + 20, answer.serverTime, true);
  });
}

/** The two directions are told apart by their sizes. */
export function readHandshake(
  view: DataView,
  begin: number,
  end: number,
): { request: HandshakeRequest } | { answer: HandshakeAnswer } {
  switch (end - begin) {
    case REQUEST_SIZE:
      return { request: readRequest(view, begin) };
    case ANSWER_SIZE:
      return { answer: readAnswer(view, begin) };
    default:
      throw malformed(`a handshake has ${REQUEST_SIZE} or ${ANSWER_SIZE} bytes, not ${end - begin}`);
  }
}

function readRequest(view: DataView, at: number): HandshakeRequest {
  return {
    minVersion: view.getUint8(at),
    maxVersion: view.getUint8(at + 1),
    format: view.getUint8(at + 2),
    capabilities: view.getUint16(at + 3, true),
  };
}

function readAnswer(view: DataView, at: number): HandshakeAnswer {
  const format = view.getUint8(at + 1);
  if (format >= FORMATS.length) throw malformed(`format ${format} is unknown`);
  return {
    version: view.getUint8(at),
    format,
    capabilities: view.getUint16(at + 2, true),
    clientId: uuid(view, at + 4),
    serverTime: view.getBigUint64(at + 20, true),
  };
}

function uuid(view: DataView, at: number): string {
  let text = '';
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += '-';
    text += view
      .getUint8(at + i)
      .toString(16)
      .padStart(2, '0');
  }
  return text;
}
