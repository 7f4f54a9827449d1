import { decodeFrame } from '../../src/codec/frame.ts';
import type { Message } from '../../src/codec/message.ts';
import type { Socket, SocketFactory, SocketHandlers } from '../../src/socket.ts';

/** The server's end of one socket, played by the test. */
export class FakeSocket implements Socket {
  readonly url: string;
  readonly sent: (string | Uint8Array)[] = [];
  bufferedAmount = 0;
  refusing = false;
  closedWith: { code: number; reason: string } | undefined;
  readonly #handlers: SocketHandlers;

  constructor(url: string, handlers: SocketHandlers) {
    this.url = url;
    this.#handlers = handlers;
  }

  send(data: string | Uint8Array): void {
    if (this.refusing) throw new Error('the socket refuses');
    this.sent.push(data);
  }

  close(code: number, reason: string): void {
    this.closedWith = { code, reason };
  }

  accept(): void {
    this.#handlers.opened();
  }

  drop(code: number, reason = ''): void {
    this.#handlers.closed(code, reason);
  }

  say(message: string | object | Uint8Array): void {
    if (typeof message === 'string' || message instanceof Uint8Array) this.#handlers.received(message);
    else this.#handlers.received(JSON.stringify(message));
  }

  welcome(clientId = 'c-1'): void {
    this.accept();
    this.say({ type: 'connection_established', client_id: clientId, features: [] });
  }

  /** Text that came, JSON parsed where it is JSON. */
  get texts(): unknown[] {
    return this.sent
      .filter((each) => typeof each === 'string')
      .map((each) => (each.startsWith('{') ? JSON.parse(each) : each));
  }

  /** Binary messages that came. */
  get messages(): Message[] {
    return this.sent.filter((each) => typeof each !== 'string').flatMap((each) => decodeFrame(each).messages);
  }

  clear(): void {
    this.sent.length = 0;
  }
}

/** Every socket that a client opened, the newest last. */
export class FakeServer {
  readonly sockets: FakeSocket[] = [];

  readonly factory: SocketFactory = (url, handlers) => {
    const socket = new FakeSocket(url, handlers);
    this.sockets.push(socket);
    return socket;
  };

  get socket(): FakeSocket {
    const newest = this.sockets.at(-1);
    if (newest === undefined) throw new Error('no socket was opened');
    return newest;
  }
}
