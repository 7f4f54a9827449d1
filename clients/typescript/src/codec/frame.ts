import { readError } from './error.ts';
import { readHandshake } from './handshake.ts';
import { type Header, malformed, readHeader } from './header.ts';
import { type Frame, type Message, MessageType } from './message.ts';
import { CLIENT28, positionLayout, recordsOf } from './records.ts';

/** Reads messages of some types: undefined for the others. The header's lengths were checked. */
export type Reader = (view: DataView, header: Header) => Message | undefined;

/**
 * Reads all messages of a binary WebSocket message, or none: whatever is truncated, lying or too long throws a
 * StarlingError (`MALFORMED_FRAME`, `PROTOCOL_VERSION_MISMATCH`) before anything of the frame is used. Messages of
 * agents, paths and voice are read by the readers of these names, and skipped without them.
 */
export function decodeFrame(bytes: Uint8Array, readers: readonly Reader[] = []): Frame {
  if (bytes.byteLength === 0) throw malformed('an empty frame');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const messages: Message[] = [];
  let skipped = 0;
  let states = 0;
  for (let at = 0; at < bytes.byteLength; ) {
    const header = readHeader(view, at);
    const message = read(view, header) ?? readBy(readers, view, header);
    if (message === undefined) skipped++;
    else messages.push(message);
    if (isState(header.type)) states++;
    at = header.end;
  }
  return { messages, skipped, states };
}

/** 0x01, 0x10 to 0x12 and 0x20 to 0x22; 0x13 has numbers of its own. */
function isState(type: number): boolean {
  return (
    type === MessageType.GRAPH_UPDATE || (type >= 0x10 && type <= 0x12) || (type >= 0x20 && type <= 0x22)
  );
}

function readBy(readers: readonly Reader[], view: DataView, header: Header): Message | undefined {
  for (const reader of readers) {
    const message = reader(view, header);
    if (message !== undefined) return message;
  }
  return undefined;
}

/** A message of an unknown type, or one that no server says, is undefined; all lengths were checked with the header. */
function read(view: DataView, header: Header): Message | undefined {
  const { type, version, more, begin, end } = header;
  switch (type) {
    case MessageType.GRAPH_UPDATE: {
      const graph = header.graph as 'knowledge' | 'ontology';
      return { kind: 'graph', version, more, graph, records: recordsOf(CLIENT28, view, begin, end) };
    }
    case MessageType.POSITION_UPDATE:
      return {
        kind: 'positions',
        version,
        more,
        records: recordsOf(positionLayout(version), view, begin, end),
      };
    case MessageType.VELOCITY_UPDATE:
      return { kind: 'velocities', version, more, records: recordsOf(CLIENT28, view, begin, end) };
    case MessageType.COMPACT_UPDATE: {
      const payload = new DataView(view.buffer, view.byteOffset + begin, end - begin);
      return { kind: 'compact', version, more, payload };
    }
    case MessageType.CONTROL_BITS:
      return { kind: 'control', version, bits: view.getUint8(begin) };
    case MessageType.HANDSHAKE: {
      const either = readHandshake(view, begin, end);
      return 'request' in either
        ? { kind: 'handshakeRequest', version, request: either.request }
        : { kind: 'handshakeAnswer', version, answer: either.answer };
    }
    case MessageType.HEARTBEAT:
      return { kind: 'heartbeat', version, serverTime: view.getBigUint64(begin, true) };
    case MessageType.ERROR:
      return { kind: 'error', version, error: readError(view, begin, end) };
    default:
      return undefined;
  }
}
