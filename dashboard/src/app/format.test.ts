import { describe, expect, it } from 'vitest';
import { ago, counted, secondsUntil, valueText, visibleOf } from './format.ts';

describe('format', () => {
  it('says how much of the graph is visible', () => {
    expect(visibleOf(450, 1000)).toBe('450 of 1,000');
    expect(visibleOf(1000, 1000)).toBe('1,000 nodes');
    expect(visibleOf(1, 1)).toBe('1 node');
  });

  it('counts with the right word', () => {
    expect(counted(1, 'link')).toBe('1 link');
    expect(counted(12_000, 'link')).toBe('12,000 links');
  });

  it('counts down in whole seconds and never below zero', () => {
    expect(secondsUntil(5_400, 1_000)).toBe(5);
    expect(secondsUntil(900, 1_000)).toBe(0);
  });

  it('says how long ago in the unit that fits', () => {
    const now = Date.UTC(2026, 10, 21);

    expect(ago(now - 30_000, now)).toBe('30 seconds ago');
    expect(ago(now - 3 * 3_600_000, now)).toBe('3 hours ago');
    expect(ago(now - 400 * 86_400_000, now)).toBe('last year');
  });

  it('shows any metadata value as a line', () => {
    expect(valueText(['a', 2])).toBe('a, 2');
    expect(valueText({ a: 1 })).toBe('{"a":1}');
    expect(valueText(null)).toBe('—');
  });
});
