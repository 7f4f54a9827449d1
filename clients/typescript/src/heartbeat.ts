import type { Clock } from './clock.ts';
import { Timer } from './timer.ts';

const INTERVAL_MS = 30_000;
const TIMEOUT_MS = 10_000;

/** Asks every 30 s; when nothing at all was heard for 10 s after that, the connection is dead. */
export class Heartbeat {
  readonly #timer: Timer;
  readonly #ask: () => void;
  readonly #dead: () => void;
  #heard = false;

  constructor(clock: Clock, ask: () => void, dead: () => void) {
    this.#timer = new Timer(clock);
    this.#ask = ask;
    this.#dead = dead;
  }

  start(): void {
    this.#timer.start(INTERVAL_MS, () => this.#pulse());
  }

  /** Anything received counts as life. */
  heard(): void {
    this.#heard = true;
  }

  stop(): void {
    this.#timer.stop();
  }

  #pulse(): void {
    this.#heard = false;
    this.#timer.start(TIMEOUT_MS, () => this.#judge());
    this.#ask();
  }

  #judge(): void {
    if (this.#heard) this.#timer.start(INTERVAL_MS - TIMEOUT_MS, () => this.#pulse());
    else this.#dead();
  }
}
