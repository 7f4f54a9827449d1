import { describe, expect, test } from 'vitest';
import { type ConnectionState, isLegal, Lifecycle } from '../src/state.ts';

const STATES: readonly ConnectionState[] = [
  'disconnected',
  'connecting',
  'connected',
  'authenticating',
  'authenticated',
  'ready',
  'active',
  'reconnecting',
  'failed',
];

/** The arrows of 000's diagram. */
const DIAGRAM: readonly (readonly [ConnectionState, ConnectionState])[] = [
  ['disconnected', 'connecting'],
  ['connecting', 'connected'],
  ['connecting', 'failed'],
  ['connected', 'authenticating'],
  ['authenticating', 'authenticated'],
  ['authenticating', 'connected'],
  ['authenticated', 'ready'],
  ['connected', 'ready'],
  ['ready', 'active'],
  ['active', 'ready'],
  ['ready', 'reconnecting'],
  ['active', 'reconnecting'],
  ['connected', 'reconnecting'],
  ['reconnecting', 'connecting'],
  ['reconnecting', 'failed'],
  ['failed', 'disconnected'],
  ['active', 'disconnected'],
  ['ready', 'disconnected'],
  ['connected', 'disconnected'],
];

/** What the diagram leaves out and the rules of chapters 4 and 7 demand. */
const BEYOND: readonly (readonly [ConnectionState, ConnectionState])[] = [
  ['connecting', 'reconnecting'],
  ['authenticating', 'reconnecting'],
  ['authenticated', 'reconnecting'],
  ['connecting', 'disconnected'],
  ['authenticating', 'disconnected'],
  ['authenticated', 'disconnected'],
  ['reconnecting', 'disconnected'],
  ['connected', 'failed'],
  ['authenticating', 'failed'],
  ['authenticated', 'failed'],
  ['ready', 'failed'],
  ['active', 'failed'],
];

const ALLOWED = new Set([...DIAGRAM, ...BEYOND].map((arrow) => arrow.join('>')));

describe('isLegal', () => {
  test.each(STATES.flatMap((from) => STATES.map((to) => [from, to] as const)))('%s to %s', (from, to) => {
    expect(isLegal(from, to)).toBe(ALLOWED.has(`${from}>${to}`));
  });
});

describe('Lifecycle', () => {
  test('begins disconnected and tells every change with its reason', () => {
    const changes: unknown[] = [];
    const lifecycle = new Lifecycle((change) => changes.push(change));

    lifecycle.to('connecting');
    lifecycle.to('failed', 'refused');

    expect(lifecycle.state).toBe('failed');
    expect(changes).toEqual([
      { from: 'disconnected', to: 'connecting' },
      { from: 'connecting', to: 'failed', reason: 'refused' },
    ]);
  });

  test('refuses a change that the diagram has not, and stays', () => {
    const lifecycle = new Lifecycle(() => {});

    expect(() => lifecycle.to('ready')).toThrow('illegal transition from disconnected to ready');
    expect(lifecycle.state).toBe('disconnected');
  });
});
