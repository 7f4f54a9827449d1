export { exponentialBackoff, randomJitter } from './backoff.ts';
export { GraphClient } from './client.ts';
export { type Clock, systemClock } from './clock.ts';
export { type Ack, encodeAck } from './codec/ack.ts';
export {
  type AgentDelta,
  type AgentHealth,
  type AgentLoad,
  agents,
  encodeAgentDelta,
  encodeAgentHealth,
} from './codec/agent.ts';
export { AGENT_V1, AGENT_V2 } from './codec/agent-records.ts';
export { CompactDecoder, type CompactFormat, type CompactOutcome, compact } from './codec/compact.ts';
export { encodeControl, encodeHeartbeat } from './codec/control.ts';
export { encodeError } from './codec/error.ts';
export { decodeFrame, type Reader } from './codec/frame.ts';
export { encodeHandshakeAnswer, encodeHandshakeRequest } from './codec/handshake.ts';
export { COMPUTE48, decodeHeaderless, WIRE34, WIRE36 } from './codec/headerless.ts';
export { type Inflater, inflateFrame, isCompressed, streamInflater } from './codec/inflate.ts';
export {
  Capability,
  FORMATS,
  type Format,
  type Frame,
  type HandshakeAnswer,
  type HandshakeRequest,
  type Message,
  MessageType,
} from './codec/message.ts';
export { type Path, type Paths, pathAt, paths } from './codec/path.ts';
export {
  type Columns,
  encodeAgentStates,
  encodePositions,
  encodeVelocities,
} from './codec/position.ts';
export {
  CLIENT28,
  POSITION_V1,
  POSITION_V2,
  type RecordFields,
  type RecordLayout,
  type Records,
  recordAt,
} from './codec/records.ts';
export {
  encodeVoice,
  VOICE_FORMATS,
  type Voice,
  type VoiceChunk,
  type VoiceEnd,
  type VoiceStart,
  voice,
} from './codec/voice.ts';
export { Control } from './control.ts';
export type { Drag } from './drag.ts';
export { type ErrorCategory, type ErrorFields, StarlingError } from './error.ts';
export type { AgentEvent, ClientEvents, PositionsEvent, Traffic, Visibility, Warning } from './events.ts';
export type { GraphFilter } from './filter.ts';
export { type Inflation, type InflationFactory, type InflationHandlers, zlib } from './inflation.ts';
export type { GraphChange } from './model/change.ts';
export { GraphModel } from './model/graph-model.ts';
export type { GraphEdge, GraphNode, NodeMetadata, NodeType, PlacedNode, Point } from './model/node.ts';
export type { GraphUpdate } from './model/structure.ts';
export type { Credential, GraphClientOptions, Probe, ProbeAnswer } from './options.ts';
export {
  type Socket,
  type SocketFactory,
  type SocketHandlers,
  type WebSocketConstructor,
  type WebSocketLike,
  webSockets,
} from './socket.ts';
export type { ConnectionState, StateChange } from './state.ts';
