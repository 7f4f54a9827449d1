import { readAgentDelta, readAgentHealth } from './agent.ts';
import { readError } from './error.ts';
import { readHandshake } from './handshake.ts';
import { type Header, malformed, readHeader } from './header.ts';
import { type Frame, type Message, MessageType } from './message.ts';
import { pathsOf } from './path.ts';
import { AGENT_V1, AGENT_V2, CLIENT28, POSITION_V1, POSITION_V2, recordsOf } from './records.ts';
import { readVoiceChunk, readVoiceEnd, readVoiceStart } from './voice.ts';

/**
 * Reads all messages of a binary WebSocket message, or none: whatever is truncated, lying or too long throws a
 * StarlingError (`MALFORMED_FRAME`, `PROTOCOL_VERSION_MISMATCH`) before anything of the frame is used.
 */
export function decodeFrame(bytes: Uint8Array): Frame {
  if (bytes.byteLength === 0) throw malformed('an empty frame');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const messages: Message[] = [];
  let skipped = 0;
  for (let at = 0; at < bytes.byteLength; ) {
    const header = readHeader(view, at);
    const message = read(view, header);
    if (message === undefined) skipped++;
    else messages.push(message);
    at = header.end;
  }
  return { messages, skipped };
}

/** A message of an unknown type, or one that no server says, is undefined; all lengths were checked with the header. */
function read(view: DataView, header: Header): Message | undefined {
  const { type, version, more, begin, end } = header;
  const positions = version === 1 ? POSITION_V1 : POSITION_V2;
  switch (type) {
    case MessageType.GRAPH_UPDATE: {
      const graph = header.graph as 'knowledge' | 'ontology';
      return { kind: 'graph', version, more, graph, records: recordsOf(CLIENT28, view, begin, end) };
    }
    case MessageType.POSITION_UPDATE:
      return { kind: 'positions', version, more, records: recordsOf(positions, view, begin, end) };
    case MessageType.AGENT_POSITIONS:
      return { kind: 'agentPositions', version, more, records: recordsOf(positions, view, begin, end) };
    case MessageType.AGENT_STATE_FULL: {
      const layout = version === 1 ? AGENT_V1 : AGENT_V2;
      return { kind: 'agentStates', version, more, records: recordsOf(layout, view, begin, end) };
    }
    case MessageType.AGENT_STATE_DELTA:
      return { kind: 'agentDelta', version, delta: readAgentDelta(version, view, begin, end) };
    case MessageType.AGENT_HEALTH:
      return { kind: 'agentHealth', version, health: readAgentHealth(version, view, begin) };
    case MessageType.SSSP_DATA:
      return { kind: 'paths', version, more, paths: pathsOf(version, view, begin, end) };
    case MessageType.VOICE_DATA:
    case MessageType.VOICE_CHUNK:
      return { kind: 'voice', version, voice: readVoiceChunk(view, begin, end) };
    case MessageType.VOICE_START:
      return { kind: 'voice', version, voice: readVoiceStart(view, begin) };
    case MessageType.VOICE_END:
      return { kind: 'voice', version, voice: readVoiceEnd(view, begin) };
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
