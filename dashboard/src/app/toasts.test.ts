import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createToasts } from './toasts.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('createToasts', () => {
  it('counts the same message up instead of stacking it', () => {
    const toasts = createToasts();

    toasts.show('error', 'Too many moves');
    toasts.show('error', 'Too many moves');

    expect(toasts.list.value).toHaveLength(1);
    expect(toasts.list.value[0]?.times).toBe(2);
  });

  it('lets messages go by themselves, but not from under a hand', () => {
    const toasts = createToasts();
    toasts.show('info', 'one');
    toasts.show('info', 'two');
    const id = toasts.list.value[0]?.id as number;

    toasts.hold(id, true);
    vi.advanceTimersByTime(60_000);
    expect(toasts.list.value.map((t) => t.text)).toEqual(['one']);

    toasts.hold(id, false);
    vi.advanceTimersByTime(60_000);
    expect(toasts.list.value).toEqual([]);
  });

  it('keeps only the newest few', () => {
    const toasts = createToasts();

    for (let i = 0; i < 9; i++) toasts.show('info', `message ${i}`);

    expect(toasts.list.value.map((t) => t.text).at(-1)).toBe('message 8');
    expect(toasts.list.value.length).toBeLessThan(6);
  });
});
