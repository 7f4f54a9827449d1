import { encodeHeartbeat } from './codec/control.ts';
import { decodeFrame } from './codec/frame.ts';
import type { Message } from './codec/message.ts';
import type { Records } from './codec/records.ts';
import type { ControlBits } from './control-bits.ts';
import { localError, StarlingError } from './error.ts';
import type { ClientEvents, Visibility } from './events.ts';
import { HEARTBEAT } from './json/client-message.ts';
import { type LoadPart, readServerMessage, type ServerMessage } from './json/server-message.ts';
import { Loading } from './loading.ts';
import type { GraphChange } from './model/change.ts';
import type { GraphModel, GraphUpdate } from './model/graph-model.ts';
import type { Session } from './session.ts';

export interface InboxHost {
  readonly graph: GraphModel;
  readonly bits: ControlBits;
  readonly session: Session;
  now(): number;
  reply(data: string | Uint8Array): void;
  /** Asks for the filter's graph again. */
  reload(): void;
  taken(nodeId: number): void;
  changed(change: GraphChange): void;
  emit<K extends keyof ClientEvents>(event: K, value: ClientEvents[K]): void;
}

/** What the server says, frame by frame. A broken frame is refused whole and told as an error; the next is read. */
export class Inbox {
  readonly #host: InboxHost;
  readonly #loading = new Loading();
  #confirmed: Visibility | undefined;
  #skipped = 0;

  constructor(host: InboxHost) {
    this.#host = host;
  }

  /** Well-formed binary messages of types that this version does not read. */
  get skipped(): number {
    return this.#skipped;
  }

  /** The socket is gone: what was half said is void. */
  lost(): void {
    this.#loading.clear();
    this.#confirmed = undefined;
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
    const frame = decodeFrame(bytes);
    this.#skipped += frame.skipped;
    const positions: Records[] = [];
    for (const message of frame.messages) {
      if (message.kind === 'positions' || message.kind === 'velocities') positions.push(message.records);
      else this.#control(message);
    }
    if (positions.length === 0) return;
    if (this.#loading.pending) this.#loading.keepFrame(positions);
    this.#move(positions);
  }

  #control(message: Exclude<Message, { kind: 'positions' | 'velocities' }>): void {
    switch (message.kind) {
      case 'control':
        this.#host.bits.answered(message.bits);
        this.#host.emit('control', { bits: message.bits });
        return;
      case 'handshakeAnswer':
        this.#host.session.agreed(message.answer.version);
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
      case 'authenticated':
        session.authenticated();
        return;
      case 'confirmed':
        this.#confirm(message.visibility);
        return;
      case 'load':
        this.#load(message.load, message.problems);
        return;
      case 'update':
        if (message.visibility !== undefined) this.#confirm(message.visibility);
        this.#update(message.update, message.problems);
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

  #error(error: StarlingError): void {
    this.#host.emit('error', error);
    if (error.category === 'auth') this.#host.session.refused(error.code);
  }

  #confirm(visibility: Visibility): void {
    this.#confirmed = visibility;
    this.#host.emit('confirmed', visibility);
  }

  #load(part: LoadPart, problems: readonly string[]): void {
    const { graph, emit } = this.#host;
    this.#report(problems);
    const loaded = this.#loading.add(part);
    emit('loading', { part: part.part, parts: part.parts });
    if (loaded === undefined) return;
    this.#host.changed(graph.load(loaded.nodes, loaded.edges, loaded.timestamp));
    for (const update of loaded.updates) this.#host.changed(graph.update(update));
    for (const frame of loaded.frames) this.#move(frame);
    emit('loaded', this.#confirmed ?? { visible: graph.count, total: graph.count });
  }

  #update(update: GraphUpdate, problems: readonly string[]): void {
    this.#report(problems);
    if (!this.#loading.pending) {
      this.#host.changed(this.#host.graph.update(update));
    } else if (!this.#loading.keepUpdate(update)) {
      this.#host.emit(
        'error',
        localError('protocol', 'LOAD_INCOMPLETE', 'too many updates between the parts of a load'),
      );
      this.#host.reload();
    }
  }

  #move(positions: readonly Records[]): void {
    const event = this.#host.graph.move(positions, this.#host.now() >>> 0);
    if (event.count > 0) this.#host.emit('positions', event);
  }

  /** What was left out of a message that was otherwise good. */
  #report(problems: readonly string[]): void {
    const first = problems[0];
    if (first === undefined) return;
    this.#host.emit(
      'error',
      localError('protocol', 'VALIDATION_ERROR', `${problems.length} left out of the graph: ${first}`, {
        problems: problems.slice(0, 16),
      }),
    );
  }
}
