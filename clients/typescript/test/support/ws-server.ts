import { createServer, type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

export interface Refusal {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A real server on a port of its own: WebSocket by npm `ws`, and `GET /api/info`. */
export class WsServer {
  readonly #http: Server;
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #waiting: ((peer: Peer) => void)[] = [];
  readonly #arrived: Peer[] = [];
  readonly asked: IncomingMessage[] = [];
  /** What handshakes and `/api/info` are answered with, while set. */
  refusal: Refusal | undefined;

  constructor() {
    this.#http = createServer((request, response) => {
      this.asked.push(request);
      response.writeHead(this.refusal?.status ?? 200, this.refusal?.headers ?? {}).end('{}');
    });
    this.#http.on('upgrade', (request, socket, head) => {
      if (this.refusal !== undefined) {
        socket.end(
          `HTTP/1.1 ${this.refusal.status} ${STATUS_CODES[this.refusal.status]}\r\ncontent-length: 0\r\n\r\n`,
        );
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
        const peer = new Peer(webSocket, request.url ?? '');
        const next = this.#waiting.shift();
        if (next === undefined) this.#arrived.push(peer);
        else next(peer);
      });
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#http.listen(0, '127.0.0.1', resolve));
    return `ws://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  /** The next client that connects. */
  peer(): Promise<Peer> {
    const arrived = this.#arrived.shift();
    return arrived === undefined
      ? new Promise((resolve) => this.#waiting.push(resolve))
      : Promise.resolve(arrived);
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }
}

/** One connected client. */
export class Peer {
  readonly url: string;
  readonly socket: WebSocket;
  readonly #frames: (string | Uint8Array)[] = [];
  readonly #waiting: ((frame: string | Uint8Array) => void)[] = [];

  constructor(socket: WebSocket, url: string) {
    this.socket = socket;
    this.url = url;
    socket.on('message', (data: Buffer, binary) => {
      const frame = binary ? new Uint8Array(data) : data.toString('utf8');
      const next = this.#waiting.shift();
      if (next === undefined) this.#frames.push(frame);
      else next(frame);
    });
  }

  /** The next frame that the client sends. */
  frame(): Promise<string | Uint8Array> {
    const frame = this.#frames.shift();
    return frame === undefined
      ? new Promise((resolve) => this.#waiting.push(resolve))
      : Promise.resolve(frame);
  }

  async text(): Promise<unknown> {
    const frame = await this.frame();
    if (typeof frame !== 'string') throw new Error('a binary frame');
    return JSON.parse(frame);
  }

  say(message: object | Uint8Array): void {
    this.socket.send(message instanceof Uint8Array ? message : JSON.stringify(message));
  }

  welcome(clientId: string): void {
    this.say({ type: 'connection_established', client_id: clientId, features: [] });
  }
}
