import { localError } from './error.ts';

/** What a socket tells its owner; after `closed` it says nothing more. */
export interface SocketHandlers {
  opened(): void;
  received(data: string | Uint8Array): void;
  closed(code: number, reason: string): void;
}

export interface Socket {
  /** Throws when the socket cannot take it. */
  send(data: string | Uint8Array): void;
  close(code: number, reason: string): void;
  /** Bytes taken by `send` that have not left yet. */
  readonly bufferedAmount: number;
}

/** Opens a socket; never calls a handler before it returned. Throws when `url` is no WebSocket address. */
export type SocketFactory = (url: string, handlers: SocketHandlers) => Socket;

/** The part of the standard WebSocket class that is used; npm `ws` has it as well. */
export interface WebSocketLike {
  binaryType: string;
  readonly bufferedAmount: number;
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
}

export type WebSocketConstructor = new (url: string) => WebSocketLike;

/** A socket factory over a WebSocket class: the browser's, or `WebSocket` of npm `ws` in Node 20. */
export function webSockets(implementation?: WebSocketConstructor): SocketFactory {
  return (url, handlers) => {
    const Class = implementation ?? (globalThis.WebSocket as unknown as WebSocketConstructor | undefined);
    if (Class === undefined) {
      throw localError(
        'validation',
        'NO_WEBSOCKET',
        'This platform has no WebSocket: give one as `socket: webSockets(WebSocket)`.',
      );
    }
    return adapt(new Class(url), handlers);
  };
}

function adapt(socket: WebSocketLike, handlers: SocketHandlers): Socket {
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => handlers.opened();
  socket.onmessage = (event: { data: unknown }) => {
    if (typeof event.data === 'string') handlers.received(event.data);
    else if (event.data instanceof ArrayBuffer) handlers.received(new Uint8Array(event.data));
  };
  socket.onclose = (event: { code: number; reason: string }) => handlers.closed(event.code, event.reason);
  // The close event that always follows says everything; without a listener npm `ws` would throw.
  socket.onerror = () => {};
  return {
    send: (data) => socket.send(data as string | Uint8Array<ArrayBuffer>),
    close: (code, reason) => socket.close(code, reason),
    get bufferedAmount() {
      return socket.bufferedAmount;
    },
  };
}
