import type { Address } from './address.ts';
import { type ErrorCategory, localError, StarlingError } from './error.ts';
import { Heartbeat } from './heartbeat.ts';
import type { Probe, ProbeAnswer } from './options.ts';
import { Retries, type RetryOptions } from './retries.ts';
import type { Socket, SocketFactory } from './socket.ts';
import { Lifecycle, type StateChange } from './state.ts';
import { Timer } from './timer.ts';
import { afterClose, afterRefusal, type Verdict } from './verdict.ts';

/** For opening, for the session after it, and for the answer to the probe. */
const DEADLINE_MS = 10_000;
/** Close code of a client that heard nothing (chapter 4, Errors). */
const HEARTBEAT_TIMEOUT = 4000;

export interface ConnectionOptions extends RetryOptions {
  readonly address: Address;
  readonly socket: SocketFactory;
  readonly probe: Probe;
  readonly token: () => string | undefined;
  readonly ping: string;
}

export interface ConnectionHandlers {
  changed(change: StateChange): void;
  received(data: string | Uint8Array): void;
  sent(data: string | Uint8Array): void;
  retry(attempt: number, delayMs: number): void;
  failed(error: StarlingError): void;
}

/**
 * One socket at a time, and the decision when there is to be another. What is said over it is the session's.
 * Confined to the thread of its event loop, like everything here.
 */
export class Connection {
  readonly lifecycle: Lifecycle;
  readonly #options: ConnectionOptions;
  readonly #handlers: ConnectionHandlers;
  readonly #heartbeat: Heartbeat;
  readonly #retries: Retries;
  /** The one timer of the state: opening, session, probe or retry. */
  readonly #timer: Timer;
  #socket: Socket | undefined;
  /** Counts sockets: what an earlier one still says, or a probe for it answers, is not heard. */
  #generation = 0;

  constructor(options: ConnectionOptions, handlers: ConnectionHandlers) {
    this.#options = options;
    this.#handlers = handlers;
    this.lifecycle = new Lifecycle(handlers.changed);
    this.#retries = new Retries(options);
    this.#timer = new Timer(options.clock);
    this.#heartbeat = new Heartbeat(
      options.clock,
      () => this.send(options.ping),
      () => this.#giveUp('the server did not answer for 10 s'),
    );
  }

  /** Clock's time of the next attempt while reconnecting. */
  get retryAt(): number | undefined {
    return this.#retries.at;
  }

  get bufferedAmount(): number {
    return this.#socket?.bufferedAmount ?? 0;
  }

  connect(): void {
    if (this.lifecycle.state !== 'disconnected') return;
    this.#retries.restart();
    this.#open();
  }

  close(): void {
    const state = this.lifecycle.state;
    if (state === 'disconnected' || state === 'failed') return;
    const socket = this.#release();
    this.lifecycle.to('disconnected', 'closed here');
    shut(socket, 1000, '');
  }

  /** Starts over at once, with all attempts; no effect while a connection stands or opens. */
  reset(): void {
    const state = this.lifecycle.state;
    if (state !== 'failed' && state !== 'disconnected' && state !== 'reconnecting') return;
    this.#retries.restart();
    this.#release();
    if (state === 'failed') this.lifecycle.to('disconnected', 'reset');
    // Unless whoever was told of that has begun already.
    if (this.lifecycle.state === 'disconnected' || state === 'reconnecting') this.#open();
  }

  /** False when there is no socket or it refused. */
  send(data: string | Uint8Array): boolean {
    if (this.#socket === undefined || this.lifecycle.state === 'connecting') return false;
    try {
      this.#socket.send(data);
    } catch {
      return false;
    }
    this.#handlers.sent(data);
    return true;
  }

  /** The session stands in time: the next loss begins with the first attempt again. */
  settled(): void {
    this.#timer.stop();
    this.#retries.restart();
  }

  #open(): void {
    const generation = ++this.#generation;
    const mine = () => generation === this.#generation;
    this.lifecycle.to('connecting');
    if (!mine()) return;
    this.#timer.start(DEADLINE_MS, () => this.#refused('the server did not answer the handshake for 10 s'));
    try {
      this.#socket = this.#options.socket(this.#options.address.socket, {
        opened: () => mine() && this.#opened(),
        received: (data) => mine() && this.#received(data),
        closed: (code, reason) => mine() && this.#closed(code, reason),
      });
    } catch (error) {
      this.#release();
      const code = error instanceof StarlingError ? error.code : 'NO_CONNECTION';
      this.#fail('validation', code, error instanceof Error ? error.message : String(error));
    }
  }

  #opened(): void {
    this.#timer.start(DEADLINE_MS, () => this.#giveUp('no session came about in 10 s'));
    this.#heartbeat.start();
    this.lifecycle.to('connected');
  }

  #received(data: string | Uint8Array): void {
    this.#heartbeat.heard();
    this.#handlers.received(data);
  }

  #closed(code: number, reason: string): void {
    if (this.lifecycle.state === 'connecting') {
      this.#refused(reason === '' ? 'the handshake was refused' : reason);
      return;
    }
    this.#release();
    this.#act(afterClose(code, reason), reason === '' ? `closed with ${code}` : `${reason} (${code})`);
  }

  /** Ends a connection that is dead on our side, without waiting for a close that may never come. */
  #giveUp(reason: string): void {
    const socket = this.#release();
    this.#act({ kind: 'retry', delayMs: undefined }, reason);
    shut(socket, HEARTBEAT_TIMEOUT, 'Heartbeat timeout');
  }

  #refused(reason: string): void {
    shut(this.#release(), 1000, '');
    const generation = this.#generation;
    const answered = (answer: ProbeAnswer) => {
      if (generation !== this.#generation) return;
      this.#release();
      const verdict = afterRefusal(answer);
      this.#act(verdict, answer.status === 0 ? reason : `${reason} (HTTP ${answer.status})`);
    };
    const nothing = () => answered({ status: 0 });
    this.#timer.start(DEADLINE_MS, nothing);
    this.#options.probe(this.#options.address.info, this.#options.token()).then(answered, nothing);
  }

  #act(verdict: Verdict, reason: string): void {
    switch (verdict.kind) {
      case 'ended':
        this.lifecycle.to('disconnected', reason);
        return;
      case 'final':
        this.#fail('auth', verdict.code, reason);
        return;
      case 'retry':
        this.#retry(verdict.delayMs, reason);
    }
  }

  #retry(wantedMs: number | undefined, reason: string): void {
    if (this.#retries.exhausted) {
      this.#fail('server', 'RETRIES_EXHAUSTED', `gave up after ${this.#retries.attempt} attempts: ${reason}`);
      return;
    }
    const delayMs = this.#retries.next(wantedMs);
    const { attempt } = this.#retries;
    this.#timer.start(delayMs, () => {
      this.#retries.over();
      this.#open();
    });
    const generation = this.#generation;
    this.lifecycle.to('reconnecting', reason);
    if (generation === this.#generation) this.#handlers.retry(attempt, delayMs);
  }

  #fail(category: ErrorCategory, code: string, reason: string): void {
    this.lifecycle.to('failed', reason);
    this.#handlers.failed(localError(category, code, reason));
  }

  /** Lets go of socket and timers; nothing of theirs is heard any more. */
  #release(): Socket | undefined {
    this.#generation++;
    this.#timer.stop();
    this.#heartbeat.stop();
    this.#retries.over();
    const socket = this.#socket;
    this.#socket = undefined;
    return socket;
  }
}

function shut(socket: Socket | undefined, code: number, reason: string): void {
  try {
    socket?.close(code, reason);
  } catch {
    // A socket that is closed already has nothing left to say.
  }
}
