import { Acks } from './acks.ts';
import { addressOf } from './address.ts';
import { exponentialBackoff, randomJitter } from './backoff.ts';
import { systemClock } from './clock.ts';
import { encodeAck } from './codec/ack.ts';
import type { CompactDecoder } from './codec/compact.ts';
import { encodeControl } from './codec/control.ts';
import { encodePositions } from './codec/position.ts';
import { Connection } from './connection.ts';
import { Control } from './control.ts';
import { type Drag, type DragHost, Drags } from './drag.ts';
import { Emitter } from './emitter.ts';
import type { ClientEvents } from './events.ts';
import { checkFilter, type GraphFilter } from './filter.ts';
import { GraphFeed, type GraphFeedHost } from './graph-feed.ts';
import { Inbox } from './inbox.ts';
import type { Inflation, InflationHandlers } from './inflation.ts';
import { Interaction } from './interaction.ts';
import { filterUpdate, PING, subscribe, unsubscribe } from './json/client-message.ts';
import { GraphModel } from './model/graph-model.ts';
import type { GraphClientOptions } from './options.ts';
import { Outbox } from './outbox.ts';
import { type PositionOutlet, PositionSender } from './position-sender.ts';
import { fetchProbe } from './probe.ts';
import { Session, VERSION } from './session.ts';
import { webSockets } from './socket.ts';
import { Standing } from './standing.ts';
import type { ConnectionState, StateChange } from './state.ts';
import { StreamFormat } from './stream-format.ts';
import { byteLength } from './traffic.ts';

/**
 * A living graph over one connection: keeps it open, keeps `graph` up to date, and sends what hands do here.
 * Wires the parts of this package; each of them says what it does.
 */
export class GraphClient {
  readonly graph = new GraphModel();
  readonly #events = new Emitter<ClientEvents>();
  readonly #standing: Standing;
  readonly #connection: Connection;
  readonly #session: Session;
  readonly #format: StreamFormat;
  readonly #feed: GraphFeed;
  readonly #inbox: Inbox;
  readonly #acks: Acks;
  readonly #inflation: Inflation | undefined;
  readonly #sender: PositionSender;
  readonly #interaction: Interaction;
  readonly #drags: Drags;
  readonly #now: () => number;
  readonly #decoder: () => CompactDecoder | undefined;

  /** Connects to nothing yet. Throws a StarlingError `BAD_URL` when there is no usable address. */
  constructor(options: GraphClientOptions = {}) {
    const clock = options.clock ?? systemClock;
    const credential = options.credential ?? (() => undefined);
    const { format: wanted = 'position' } = options;
    this.#format = new StreamFormat(typeof wanted === 'string' ? wanted : wanted.name);
    this.#decoder = typeof wanted === 'string' ? () => undefined : () => wanted.decoder();
    this.#now = () => clock.now();
    this.#standing = new Standing(options.filter ?? {});
    this.#connection = new Connection(
      {
        address: addressOf(options.url, VERSION, this.#format.asked, capabilitiesOf(options)),
        socket: options.socket ?? webSockets(),
        clock,
        backoff: options.backoff ?? exponentialBackoff,
        jitter: options.jitter ?? randomJitter,
        maxAttempts: options.maxAttempts ?? 10,
        probe: options.probe ?? fetchProbe,
        token: () => credential()?.token,
        ping: PING,
      },
      {
        changed: (change) => this.#changed(change),
        received: (data) => this.#received(data),
        sent: (data) => this.#traffic('out', data),
        retry: (attempt, delayMs) => this.#events.emit('retry', { attempt, delayMs }),
        failed: (error) => this.#events.emit('error', error),
      },
    );
    this.#session = new Session(
      this.#connection,
      this.#standing,
      new Outbox((count) => this.#events.emit('dropped', { what: 'message', count })),
      credential,
      () => this.#ready(),
    );
    this.#sender = new PositionSender(clock, this.#outlet(), (count) =>
      this.#events.emit('dropped', { what: 'position', count }),
    );
    this.#drags = new Drags(this.#dragHost(options.bounds ?? 10_000));
    this.#interaction = new Interaction(clock, this.#connection.lifecycle, () => this.#drags.sleep());
    this.#feed = new GraphFeed(this.#feedHost());
    this.#acks = new Acks(options.acks ?? false, this.#now, (ack) => {
      this.#connection.send(encodeAck(this.#session.version, ack));
    });
    this.#inbox = new Inbox({
      acks: this.#acks,
      readers: options.readers ?? [],
      bits: this.#standing.bits,
      session: this.#session,
      feed: this.#feed,
      format: this.#format,
      reply: (data) => void this.#connection.send(data),
      taken: (nodeId) => this.#drags.taken(nodeId),
      emit: (event, value) => this.#events.emit(event, value),
    });
    this.#inflation = options.zlib?.(this.#inflated());
  }

  get state(): ConnectionState {
    return this.#connection.lifecycle.state;
  }

  /** What the server calls this connection; undefined while there is none. */
  get clientId(): string | undefined {
    return this.#session.clientId;
  }

  /** The bits in force as the server said, or those asked for while its answer is under way. */
  get controlBits(): number {
    return this.#standing.bits.current;
  }

  /** Clock's time (Unix ms) of the next attempt while reconnecting. */
  get retryAt(): number | undefined {
    return this.#connection.retryAt;
  }

  get filter(): GraphFilter {
    return this.#standing.filter;
  }

  /** Binary messages of types that this version does not read, since the beginning. */
  get skipped(): number {
    return this.#inbox.skipped;
  }

  /** Starts, and keeps trying; no effect unless `disconnected`. */
  connect(): void {
    this.#connection.connect();
  }

  /** Ends with close code 1000; what is on screen stays. */
  close(): void {
    this.#drags.endAll();
    this.#interaction.stop();
    this.#connection.close();
  }

  /** Tries again at once, with all attempts: from `failed`, `disconnected` or `reconnecting`. */
  reset(): void {
    this.#connection.reset();
  }

  /** Remembered, and restored after a reconnect. A filter that makes no sense is an `error` and changes nothing. */
  setFilter(filter: GraphFilter): void {
    const problem = checkFilter(filter);
    if (problem !== undefined) {
      this.#events.emit('error', problem);
      return;
    }
    this.#standing.filter = filter;
    if (this.#live) this.#connection.send(filterUpdate(filter));
  }

  /** Asks for the whole graph of the filter again. */
  refresh(): void {
    if (this.#live) this.#connection.send(filterUpdate(this.#standing.filter, true));
  }

  /** Sets or clears bits of `Control`; remembered, and restored after a reconnect. */
  setControl(bits: number, on: boolean): void {
    const next = this.#standing.bits.set(bits, on);
    if (next === undefined || !this.#live) return;
    if (this.#connection.send(encodeControl(this.#session.version, next))) this.#standing.bits.sent();
  }

  /** Event names as in chapter 3 (`agent_positions` …); the filter subscribes to the graph's own by itself. */
  subscribe(events: readonly string[], rateHz?: number): void {
    this.#standing.subscribe(events, rateHz);
    if (this.#live) this.#connection.send(subscribe(events, rateHz));
  }

  unsubscribe(events: readonly string[]): void {
    this.#standing.unsubscribe(events);
    if (this.#live) this.#connection.send(unsubscribe(events));
  }

  /** Sends a message of the `graph` dialect; while there is no session up to 100 wait. */
  send(message: Readonly<Record<string, unknown>>): void {
    this.#session.send(JSON.stringify(message));
  }

  /** Takes a node in hand. An unknown one is an `error`, and its drag does nothing. */
  startDrag(nodeId: number): Drag {
    return this.#drags.start(nodeId);
  }

  /** Listens; the returned function stops it. */
  on<K extends keyof ClientEvents>(event: K, listener: (value: ClientEvents[K]) => void): () => void {
    return this.#events.on(event, listener);
  }

  get #live(): boolean {
    return this.#connection.lifecycle.live;
  }

  #changed(change: StateChange): void {
    if (change.to === 'reconnecting' || change.to === 'disconnected' || change.to === 'failed') {
      this.#session.lost();
      this.#format.lost();
      this.#feed.lost();
      this.#acks.lost();
      this.#inflation?.lost();
    }
    this.#events.emit('state', change);
  }

  #ready(): void {
    if (this.#drags.holding) this.#interaction.touch();
    this.#sender.resume();
  }

  #received(data: string | Uint8Array): void {
    this.#traffic('in', data);
    if (this.#inflation === undefined) this.#inbox.receive(data);
    else this.#inflation.receive(data);
  }

  #inflated(): InflationHandlers {
    return {
      received: (data) => this.#inbox.receive(data),
      refused: (error) => this.#events.emit('error', error),
      dropped: () => this.#events.emit('dropped', { what: 'message', count: 1 }),
    };
  }

  #outlet(): PositionOutlet {
    const connection = this.#connection;
    const session = this.#session;
    return {
      get live() {
        return connection.lifecycle.live;
      },
      get bufferedAmount() {
        return connection.bufferedAmount;
      },
      send: (columns) => void connection.send(encodePositions(session.version, columns)),
    };
  }

  #dragHost(bounds: number): DragHost {
    const connection = this.#connection;
    return {
      graph: this.graph,
      sender: this.#sender,
      bounds,
      get live() {
        return connection.lifecycle.live;
      },
      interacting: (on) => {
        this.setControl(Control.USER_INTERACTING, on);
        this.#sender.setInteracting(on);
      },
      touched: () => this.#interaction.touch(),
      moved: (event) => this.#events.emit('positions', event),
      refused: (error) => this.#events.emit('error', error),
    };
  }

  #feedHost(): GraphFeedHost {
    return {
      graph: this.graph,
      decoder: this.#decoder,
      now: this.#now,
      reload: () => this.refresh(),
      keyframe: () => {
        const bits = this.#standing.bits.current | Control.FORCE_FULL_UPDATE;
        this.#connection.send(encodeControl(this.#session.version, bits));
      },
      changed: (change) => {
        this.#drags.removed(change.removed);
        this.#events.emit('changed', change);
      },
      emit: (event, value) => this.#events.emit(event, value),
    };
  }

  #traffic(direction: 'in' | 'out', data: string | Uint8Array): void {
    if (!this.#events.has('traffic')) return;
    this.#events.emit('traffic', { direction, data, bytes: byteLength(data), time: this.#now() });
  }
}

/** What is asked for beyond version and format, by the names of chapter 2. */
function capabilitiesOf(options: GraphClientOptions): string[] {
  return [...(options.zlib === undefined ? [] : ['zlib']), ...(options.acks === true ? ['acks'] : [])];
}
