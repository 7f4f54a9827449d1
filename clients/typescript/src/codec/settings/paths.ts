import type { NamedPath } from './message.ts';
import { invalid } from './writer.ts';

const PREFIX = 'visualisation.graphs.logseq.physics.';
const LEAVES = [
  'damping',
  'spring_k',
  'repel_k',
  'max_velocity',
  'gravity',
  'temperature',
  'bounds_size',
  'iterations',
  'enabled',
  'theta',
];
const MAX_PATHS = 65_536;

/** Which number stands for which path. Begins with ten that never change, only grows, and gives a number once. */
export class PathRegistry {
  #texts = new Map(LEAVES.map((leaf, i) => [i + 1, PREFIX + leaf]));
  #numbers = new Map(LEAVES.map((leaf, i) => [PREFIX + leaf, i + 1]));

  get size(): number {
    return this.#texts.size;
  }

  /** Throws `VALIDATION_ERROR` where the number is unknown. */
  text(path: number): string {
    const text = this.#texts.get(path);
    if (text === undefined) throw invalid(`path ${path} is unknown`);
    return text;
  }

  number(text: string): number | undefined {
    return this.#numbers.get(text);
  }

  /** All, by ascending number. */
  all(): NamedPath[] {
    return [...this.#texts]
      .map(([path, text]) => ({ path, text }))
      .sort((one, other) => one.path - other.path);
  }

  /**
   * Adds what a `Paths` message says. Throws `VALIDATION_ERROR` where a number or a path is known as another's, is 0 or
   * empty, or where there would be more than 65,536; then none of them is learned.
   */
  learn(paths: readonly NamedPath[]): void {
    const texts = new Map(this.#texts);
    const numbers = new Map(this.#numbers);
    for (const { path, text } of paths) {
      if (path === 0 || text === '') throw invalid('path 0 and the empty path are none');
      if ((texts.get(path) ?? text) !== text || (numbers.get(text) ?? path) !== path) {
        throw invalid(`path ${path} is another already`);
      }
      texts.set(path, text);
      numbers.set(text, path);
    }
    if (texts.size > MAX_PATHS) throw invalid(`there are more than ${MAX_PATHS} paths`);
    this.#texts = texts;
    this.#numbers = numbers;
  }
}
