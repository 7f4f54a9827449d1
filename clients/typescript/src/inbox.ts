import type { Acks } from './acks.ts';
import { encodeHeartbeat } from './codec/control.ts';
import { decodeFrame, type Reader } from './codec/frame.ts';
import { decodeHeaderless } from './codec/headerless.ts';
import { Capability, FORMATS, type Format, type Message } from './codec/message.ts';
import type { Records } from './codec/records.ts';
import type { ControlBits } from './control-bits.ts';
import { localError, StarlingError } from './error.ts';
import type { ClientEvents } from './events.ts';
import type { GraphFeed } from './graph-feed.ts';
import { HEARTBEAT } from './json/client-message.ts';
import { readServerMessage, type ServerMessage } from './json/server-message.ts';
import type { Session } from './session.ts';
import type { StreamFormat } from './stream-format.ts';

export interface InboxHost {
  readonly bits: ControlBits;
  readonly session: Session;
  readonly feed: GraphFeed;
  readonly format: StreamFormat;
  readonly acks: Acks;
  readonly readers: readonly Reader[];
  reply(data: string | Uint8Array): void;
  taken(nodeId: number): void;
  emit<K extends keyof ClientEvents>(event: K, value: ClientEvents[K]): void;
}

/** What the server says, frame by frame. A broken frame is refused whole and told as an error; the next is read. */
export class Inbox {
  readonly #host: InboxHost;
  #skipped = 0;

  constructor(host: InboxHost) {
    this.#host = host;
  }

  /** Well-formed binary messages of types that this version does not read. */
  get skipped(): number {
    return this.#skipped;
  }

  receive(data: string | Uint8Array): void {
    try {
      if (typeof data === 'string') this.#message(readServerMessage(data));
      else this.#frame(data);
    } catch (error) {
      if (!(error instanceof StarlingError)) throw error;
      this.#host.emit('error', error);
    }
  }

  #frame(bytes: Uint8Array): void {
    const { layout } = this.#host.format;
    if (layout !== undefined) {
      const moved = this.#host.feed.move([decodeHeaderless(layout, bytes)]);
      this.#host.acks.count(1);
      this.#host.acks.applied(moved);
      return;
    }
    const frame = decodeFrame(bytes, this.#host.readers);
    this.#skipped += frame.skipped;
    this.#host.acks.count(frame.states);
    const positions: Records[] = [];
    for (const message of frame.messages) {
      if (message.kind === 'positions' || message.kind === 'velocities' || message.kind === 'graph') {
        positions.push(message.records);
      } else if (message.kind === 'compact') {
        this.#compact(message.payload, message.more);
      } else {
        this.#other(message);
      }
    }
    if (positions.length === 0) return;
    this.#host.acks.applied(this.#host.feed.move(positions));
  }

  #compact(payload: DataView, more: boolean): void {
    const applied = this.#host.feed.compact(payload, more);
    if (applied !== undefined) this.#host.acks.applied(applied.nodes, applied.sequence);
  }

  #other(message: Exclude<Message, { kind: 'positions' | 'velocities' | 'graph' | 'compact' }>): void {
    const { emit } = this.#host;
    switch (message.kind) {
      case 'agentPositions':
      case 'agentStates': {
        const { records, more } = message;
        emit('agents', { kind: message.kind === 'agentStates' ? 'states' : 'positions', records, more });
        return;
      }
      case 'agentDelta':
        emit('agents', { kind: 'delta', delta: message.delta });
        return;
      case 'agentHealth':
        emit('agents', { kind: 'health', health: message.health });
        return;
      case 'paths':
        emit('paths', { paths: message.paths, more: message.more });
        return;
      case 'voice':
        emit('voice', message.voice);
        return;
      case 'control':
        this.#bits(message.bits);
        return;
      case 'handshakeAnswer':
        this.#agreed(message.answer.version, FORMATS[message.answer.format] as Format);
        this.#host.acks.agreed((message.answer.capabilities & Capability.ACKS) !== 0);
        return;
      case 'heartbeat':
        this.#host.reply(encodeHeartbeat(message.version, message.serverTime));
        return;
      case 'error':
        this.#error(message.error);
        return;
      case 'handshakeRequest':
        this.#host.emit(
          'error',
          localError('protocol', 'MALFORMED_FRAME', 'a server does not ask for a handshake'),
        );
        return;
      default:
        message satisfies never;
    }
  }

  #message(message: ServerMessage): void {
    const { emit, session } = this.#host;
    switch (message.kind) {
      case 'welcome':
        session.welcomed(message.clientId);
        return;
      case 'handshake':
        this.#agreed(message.version, message.format);
        return;
      case 'control':
        this.#bits(message.bits);
        return;
      case 'authenticated':
        session.authenticated();
        return;
      case 'confirmed':
        this.#host.feed.confirm(message.visibility);
        return;
      case 'load':
        this.#host.feed.load(message.load, message.problems);
        return;
      case 'update':
        if (message.visibility !== undefined) this.#host.feed.confirm(message.visibility);
        this.#host.feed.update(message.update, message.problems);
        return;
      case 'heartbeat':
        this.#host.reply(HEARTBEAT);
        return;
      case 'pong':
        return;
      case 'subscribed':
        emit('subscribed', { events: message.events });
        return;
      case 'unsubscribed':
        emit('unsubscribed', { events: message.events });
        return;
      case 'dragTaken':
        this.#host.taken(message.node);
        emit('dragTaken', { node: message.node });
        return;
      case 'error':
        this.#error(message.error);
        return;
      case 'warning':
        emit('warning', message.warning);
        return;
      case 'other':
        emit('message', message.message);
        return;
      default:
        message satisfies never;
    }
  }

  #bits(bits: number): void {
    this.#host.bits.answered(bits);
    this.#host.emit('control', { bits });
  }

  #agreed(version: number, format: Format): void {
    this.#host.session.agreed(version);
    this.#host.format.agreed(format);
  }

  #error(error: StarlingError): void {
    if (error.code === 'UNSUPPORTED_FORMAT') this.#host.format.refused();
    this.#host.emit('error', error);
    if (error.category === 'auth') this.#host.session.refused(error.code);
  }
}
