export { exponentialBackoff, randomJitter } from './backoff.ts';
export { GraphClient } from './client.ts';
export { type Clock, systemClock } from './clock.ts';
export { Control } from './control.ts';
export type { Drag } from './drag.ts';
export { type ErrorCategory, type ErrorFields, StarlingError } from './error.ts';
export type { ClientEvents, PositionsEvent, Traffic, Visibility, Warning } from './events.ts';
export type { GraphFilter } from './filter.ts';
export type { GraphChange } from './model/change.ts';
export { GraphModel, type GraphUpdate } from './model/graph-model.ts';
export type { GraphEdge, GraphNode, NodeMetadata, NodeType, PlacedNode, Point } from './model/node.ts';
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
