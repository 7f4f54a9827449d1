import type { Clock } from './clock.ts';

export interface RetryOptions {
  readonly clock: Clock;
  /** Milliseconds before the n-th attempt, n from 1. */
  readonly backoff: (attempt: number) => number;
  /** Milliseconds on top of it. */
  readonly jitter: () => number;
  readonly maxAttempts: number;
}

/** Counts the attempts in a row, and says when the next one is. */
export class Retries {
  readonly #options: RetryOptions;
  #attempt = 0;
  #at: number | undefined;

  constructor(options: RetryOptions) {
    this.#options = options;
  }

  /** The attempts that were made since `restart`. */
  get attempt(): number {
    return this.#attempt;
  }

  get exhausted(): boolean {
    return this.#attempt >= this.#options.maxAttempts;
  }

  /** Clock's time of the attempt that is waited for. */
  get at(): number | undefined {
    return this.#at;
  }

  /** Counts one more, and says how long to wait for it: as the server wanted, or as the backoff says. */
  next(wantedMs: number | undefined): number {
    this.#attempt++;
    const delayMs = (wantedMs ?? this.#options.backoff(this.#attempt)) + this.#options.jitter();
    this.#at = this.#options.clock.now() + delayMs;
    return delayMs;
  }

  /** Nothing is waited for any more. */
  over(): void {
    this.#at = undefined;
  }

  restart(): void {
    this.#attempt = 0;
    this.#at = undefined;
  }
}
