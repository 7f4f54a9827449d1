const LIMIT = 100;
const TRIES = 3;

type Data = string | Uint8Array;

/** Messages that wait for a session: at most 100, of which the oldest makes room; each is tried three times. */
export class Outbox {
  readonly #dropped: (count: number) => void;
  #waiting: { readonly data: Data; tries: number }[] = [];

  constructor(dropped: (count: number) => void) {
    this.#dropped = dropped;
  }

  get size(): number {
    return this.#waiting.length;
  }

  add(data: Data): void {
    this.#waiting.push({ data, tries: 0 });
    if (this.#waiting.length <= LIMIT) return;
    this.#waiting.shift();
    this.#dropped(1);
  }

  /** Sends in order until one is refused; what was refused three times is dropped. */
  flush(send: (data: Data) => boolean): void {
    while (this.#waiting.length > 0) {
      const next = this.#waiting[0] as { data: Data; tries: number };
      if (!send(next.data)) {
        if (++next.tries < TRIES) return;
        this.#dropped(1);
      }
      this.#waiting.shift();
    }
  }
}
