import { localError, type StarlingError } from '../../error.ts';

const FACTOR = 64;
const FREE = 64 * 1024;

/**
 * What a message costs in memory, so that one that was compressed cannot cost more than its share:
 * 1 for each byte of the body; 1 for each byte of a string, byte string, key or path's text, and 24 for each of those;
 * 48 for each value, for each member of an object, and for each path, setting, change or named path in a list;
 * 144 for each array and object. A plain message never weighs 64 times its size.
 */
export class Weight {
  readonly #limit: number;
  #total = 0;

  /** Of what came in so many bytes; of what is being written, which may weigh anything. */
  constructor(messageBytes = Number.POSITIVE_INFINITY) {
    this.#limit = limit(messageBytes);
  }

  fits(messageBytes: number): boolean {
    return this.#total <= limit(messageBytes);
  }

  body(bytes: number): void {
    this.#add(bytes);
  }

  copy(bytes: number): void {
    this.#add(bytes + 24);
  }

  items(count: number): void {
    this.#add(48 * count);
  }

  container(): void {
    this.#add(144);
  }

  #add(weight: number): void {
    this.#total += weight;
    if (this.#total > this.#limit) throw tooLarge('the message holds too much for its size');
  }
}

function limit(messageBytes: number): number {
  return FREE + FACTOR * messageBytes;
}

export function tooLarge(message: string): StarlingError {
  return localError('protocol', 'MESSAGE_TOO_LARGE', message);
}
