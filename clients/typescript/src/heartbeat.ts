import type { Clock } from './clock.ts';

const INTERVAL_MS = 30_000;
const TIMEOUT_MS = 10_000;

/** Asks every 30 s; when nothing at all was heard for 10 s after that, the connection is dead. */
export class Heartbeat {
  readonly #clock: Clock;
  readonly #ask: () => void;
  readonly #dead: () => void;
  #heard = false;
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, ask: () => void, dead: () => void) {
    this.#clock = clock;
    this.#ask = ask;
    this.#dead = dead;
  }

  start(): void {
    this.stop();
    this.#cancel = this.#clock.after(INTERVAL_MS, () => this.#pulse());
  }

  /** Anything received counts as life. */
  heard(): void {
    this.#heard = true;
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #pulse(): void {
    this.#heard = false;
    this.#cancel = this.#clock.after(TIMEOUT_MS, () => this.#judge());
    this.#ask();
  }

  #judge(): void {
    if (this.#heard) this.#cancel = this.#clock.after(INTERVAL_MS - TIMEOUT_MS, () => this.#pulse());
    else this.#dead();
  }
}
