import { headerlessLayout } from './codec/headerless.ts';
import type { Format } from './codec/message.ts';
import type { RecordLayout } from './codec/records.ts';

/**
 * How the server's binary frames are to be read: as messages with headers, or as the records of a headerless
 * stream. What the address asks for holds until a handshake says another, or the server has no such format.
 */
export class StreamFormat {
  /** What the address asks for. */
  readonly asked: Format;
  #layout: RecordLayout | undefined;

  constructor(asked: Format) {
    this.asked = asked;
    this.#layout = headerlessLayout(asked);
  }

  /** Of the records that a frame is; undefined where it is messages with headers. */
  get layout(): RecordLayout | undefined {
    return this.#layout;
  }

  /** The server answered a handshake. */
  agreed(format: Format): void {
    this.#layout = headerlessLayout(format);
  }

  /** The server does not have it and goes on as if it had not been asked for. */
  refused(): void {
    this.#layout = undefined;
  }

  /** The socket is gone; the next one asks again. */
  lost(): void {
    this.#layout = headerlessLayout(this.asked);
  }
}
