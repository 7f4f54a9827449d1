import { describe, expect, it } from 'vitest';
import { spread } from './spread.ts';

const spot = (name: string, x: number) => ({ name, x, y: 10 });
const names = (spots: readonly { name: string }[]): string => spots.map((s) => s.name).join('');

/** By importance: five in a crowd, then two that stand alone elsewhere. */
const crowd = [
  spot('a', 1),
  spot('b', 2),
  spot('c', 3),
  spot('d', 4),
  spot('e', 5),
  spot('x', 900),
  spot('y', 905),
];

describe('spread', () => {
  it('names two of each region before a third of any', () => {
    expect(names(spread(crowd, () => false))).toBe('abxycde');
  });

  it('keeps what stands before what would be new in its region', () => {
    expect(names(spread(crowd, (s) => s.name === 'c'))).toBe('abcxyde');
  });
});
