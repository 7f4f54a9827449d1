import { describe, expect, test } from 'vitest';
import { exponentialBackoff, randomJitter } from '../src/backoff.ts';
import type { GraphClientOptions, ProbeAnswer } from '../src/options.ts';
import { Rig, settle } from './support/rig.ts';

/** Refuses the handshake under way and lets the probe answer. */
async function refuse(rig: Rig): Promise<void> {
  rig.socket.drop(1006);
  await settle();
}

async function refused(answer: ProbeAnswer, options?: GraphClientOptions): Promise<Rig> {
  const rig = new Rig(options);
  rig.answer = answer;
  rig.client.connect();
  await refuse(rig);
  return rig;
}

describe('backoff', () => {
  test('is 1, 2, 4, 8, 16 and then 30 s', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 10].map(exponentialBackoff)).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
    ]);
  });

  test('has 0 to 1 s on top', () => {
    const drawn = Array.from({ length: 100 }, randomJitter);

    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(1_000);
  });
});

describe('reconnecting', () => {
  test('tries 10 times with growing pauses and then fails', async () => {
    const rig = new Rig({ jitter: () => 250 });
    rig.client.connect();

    for (let attempt = 0; attempt < 10; attempt++) {
      await refuse(rig);
      rig.clock.advance((rig.client.retryAt ?? 0) - rig.clock.now());
    }
    expect(rig.client.state).toBe('connecting');
    await refuse(rig);

    expect(rig.client.state).toBe('failed');
    expect(rig.server.sockets.length).toBe(11);
    expect(rig.of('retry')).toEqual(
      [1_250, 2_250, 4_250, 8_250, 16_250, 30_250, 30_250, 30_250, 30_250, 30_250].map((delayMs, i) => ({
        attempt: i + 1,
        delayMs,
      })),
    );
    expect(rig.of('error').map((error) => error.code)).toEqual(['RETRIES_EXHAUSTED']);
    expect(rig.clock.pending).toBe(0);
  });

  test('says when it will try, and tries then and not before', () => {
    const rig = new Rig({ jitter: () => 500 }).ready();

    rig.socket.drop(1006);

    expect(rig.client.retryAt).toBe(rig.clock.now() + 1_500);
    rig.clock.advance(1_499);
    expect(rig.client.state).toBe('reconnecting');
    rig.clock.advance(1);
    expect(rig.client.state).toBe('connecting');
    expect(rig.client.retryAt).toBeUndefined();
  });

  test('begins with the first pause again once a session stood', () => {
    const rig = new Rig().ready();

    for (let i = 0; i < 3; i++) {
      rig.socket.drop(1011, 'a fault');
      rig.clock.advance(1_000);
      rig.socket.welcome();
    }

    expect(rig.of('retry')).toEqual(Array(3).fill({ attempt: 1, delayMs: 1_000 }));
  });

  test('counts on while sessions do not come about', () => {
    const rig = new Rig().ready();

    for (const pause of [1_000, 2_000, 4_000]) {
      rig.socket.drop(1011);
      rig.clock.advance(pause);
      rig.socket.accept();
    }

    expect(rig.of('retry').map((retry) => retry.attempt)).toEqual([1, 2, 3]);
  });

  test.each([1001, 1002, 1003, 1006, 1007, 1009, 1011, 4000, 4008, 4009])('comes back after %i', (code) => {
    const rig = new Rig().ready();

    rig.socket.drop(code, 'whatever');

    expect(rig.client.state).toBe('reconnecting');
  });

  test('does not come back after 1000', () => {
    const rig = new Rig().ready();

    rig.socket.drop(1000, 'bye');

    expect(rig.of('state').at(-1)).toEqual({ from: 'ready', to: 'disconnected', reason: 'bye (1000)' });
    expect(rig.clock.pending).toBe(0);
  });

  test.each([
    ['Authentication required', 'UNAUTHORIZED'],
    ['Token expired', 'UNAUTHORIZED'],
    ['Not allowed', 'UNAUTHORIZED'],
    ['Banned', 'BANNED'],
    ['ban until 12:00', 'BANNED'],
  ])('does not come back after 1008 %s', (reason, code) => {
    const rig = new Rig().ready();

    rig.socket.drop(1008, reason);

    expect(rig.client.state).toBe('failed');
    expect(rig.of('error').map((error) => error.code)).toEqual([code]);
    expect(rig.clock.pending).toBe(0);
  });

  test.each(['CONNECTION_LIMIT', 'Policy violation', ''])(
    'comes back after 1008 of another kind: %s',
    (reason) => {
      const rig = new Rig().ready();

      rig.socket.drop(1008, reason);

      expect(rig.client.state).toBe('reconnecting');
    },
  );

  test.each([
    ['{"retry_after":12}', 12_000],
    ['Server is restarting; retry_after=2.5', 2_500],
    ['retry_after: 7', 7_000],
    ['retry_after=999999999', 3_600_000],
    ['Server is restarting', 1_000],
  ])('after 1001 waits as the reason says: %s', (reason, delayMs) => {
    const rig = new Rig().ready();

    rig.socket.drop(1001, reason);

    expect(rig.of('retry')).toEqual([{ attempt: 1, delayMs }]);
  });

  test('starts over by hand after it failed', async () => {
    const rig = await refused({ status: 401 });

    rig.client.reset();

    expect(rig.states.slice(-3)).toEqual(['failed', 'disconnected', 'connecting']);
    rig.socket.drop(1006);
    rig.answer = { status: 0 };
    await settle();
    expect(rig.client.state).toBe('failed');
  });

  test('tries at once by hand while it waits, with all attempts again', () => {
    const rig = new Rig().ready();
    rig.socket.drop(1006);
    rig.clock.advance(500);

    rig.client.reset();

    expect(rig.client.state).toBe('connecting');
    rig.clock.advance(9_000);
    expect(rig.server.sockets.length).toBe(2);
    rig.socket.welcome();
    expect(rig.client.state).toBe('ready');
  });

  test('starts over once when a listener does so as well', async () => {
    const rig = await refused({ status: 403 });
    rig.client.on('state', ({ to }) => to === 'disconnected' && rig.client.connect());

    rig.client.reset();

    expect(rig.states).toEqual(['connecting', 'failed', 'disconnected', 'connecting']);
    expect(rig.server.sockets.length).toBe(2);
  });

  test('resets nothing while a connection stands', () => {
    const rig = new Rig().ready();

    rig.client.reset();

    expect(rig.client.state).toBe('ready');
    expect(rig.server.sockets.length).toBe(1);
  });

  test('stops when it is closed while waiting', () => {
    const rig = new Rig().ready();
    rig.socket.drop(1006);

    rig.client.close();

    expect(rig.client.state).toBe('disconnected');
    expect(rig.client.retryAt).toBeUndefined();
    expect(rig.clock.pending).toBe(0);
  });

  test('stops when a listener closes it on the way', () => {
    const rig = new Rig().ready();
    rig.client.on('state', ({ to }) => to === 'reconnecting' && rig.client.close());

    rig.socket.drop(1006);

    expect(rig.client.state).toBe('disconnected');
    expect(rig.of('retry')).toEqual([]);
    expect(rig.clock.pending).toBe(0);
  });

  test('does not hear a socket that it gave up', () => {
    const rig = new Rig().ready();
    const first = rig.socket;
    first.drop(1006);
    rig.clock.advance(1_000);
    rig.socket.welcome('c-2');

    first.say({ type: 'warning', code: 'late', message: 'from before' });
    first.drop(1000);

    expect(rig.client.state).toBe('ready');
    expect(rig.client.clientId).toBe('c-2');
    expect(rig.of('warning')).toEqual([]);
  });

  test('gives up a handshake that is not answered in 10 s', async () => {
    const rig = new Rig();
    rig.client.connect();

    rig.clock.advance(10_000);
    await settle();

    expect(rig.client.state).toBe('reconnecting');
    expect(rig.socket.closedWith).toBeDefined();
  });

  test('gives up a connection on which no session comes about in 10 s', () => {
    const rig = new Rig();
    rig.client.connect();
    rig.socket.accept();

    rig.clock.advance(10_000);

    expect(rig.states).toEqual(['connecting', 'connected', 'reconnecting']);
    expect(rig.socket.closedWith?.code).toBe(4000);
  });

  test('fails when no socket can be made', () => {
    const rig = new Rig({
      socket: () => {
        throw new Error('no network here');
      },
    });

    rig.client.connect();

    expect(rig.client.state).toBe('failed');
    expect(rig.of('error').map((error) => [error.code, error.message])).toEqual([
      ['NO_CONNECTION', 'no network here'],
    ]);
    expect(rig.clock.pending).toBe(0);
  });
});

describe('a refused handshake', () => {
  test('asks /api/info with the same credential', async () => {
    const rig = await refused({ status: 0 }, { credential: () => ({ token: 't-1' }) });

    expect(rig.probed).toEqual([{ url: 'http://garden.test:3001/api/info', token: 't-1' }]);
    expect(rig.client.state).toBe('reconnecting');
  });

  test.each([
    [401, 'UNAUTHORIZED'],
    [403, 'FORBIDDEN'],
  ])('is final with %i', async (status, code) => {
    const rig = await refused({ status });

    expect(rig.states).toEqual(['connecting', 'failed']);
    expect(rig.of('error').map((error) => [error.code, error.category])).toEqual([[code, 'auth']]);
    expect(rig.clock.pending).toBe(0);
  });

  test.each([429, 503])('waits as Retry-After says with %i', async (status) => {
    const rig = await refused({ status, retryAfterMs: 42_000 });

    expect(rig.of('retry')).toEqual([{ attempt: 1, delayMs: 42_000 }]);
  });

  test.each([0, 200, 404, 429, 500, 503])('backs off as ever with %i and no time', async (status) => {
    const rig = await refused({ status });

    expect(rig.of('retry')).toEqual([{ attempt: 1, delayMs: 1_000 }]);
  });

  test('backs off when asking fails', async () => {
    const rig = await refused({ status: 0 }, { probe: () => Promise.reject(new Error('offline')) });

    expect(rig.of('retry')).toEqual([{ attempt: 1, delayMs: 1_000 }]);
  });

  test('backs off when there is no answer in 10 s', async () => {
    const rig = await refused({ status: 0 }, { probe: () => new Promise(() => {}) });

    rig.clock.advance(10_000);

    expect(rig.client.state).toBe('reconnecting');
  });

  test('does nothing with an answer that comes after close()', async () => {
    const rig = new Rig();
    rig.client.connect();
    rig.socket.drop(1006);

    rig.client.close();
    await settle();

    expect(rig.states).toEqual(['connecting', 'disconnected']);
    expect(rig.clock.pending).toBe(0);
  });
});

describe('heartbeat', () => {
  test('asks every 30 s and goes on when anything came', () => {
    const rig = new Rig().loaded(1);

    for (let i = 0; i < 3; i++) {
      rig.clock.advance(30_000);
      expect(rig.socket.texts).toEqual(Array(i + 1).fill('ping'));
      rig.socket.say('pong');
    }

    expect(rig.client.state).toBe('ready');
  });

  test('reconnects when nothing came for 10 s after asking', () => {
    const rig = new Rig().loaded(1);
    const socket = rig.socket;

    rig.clock.advance(39_999);
    expect(rig.client.state).toBe('ready');
    rig.clock.advance(1);

    expect(rig.client.state).toBe('reconnecting');
    expect(socket.closedWith).toEqual({ code: 4000, reason: 'Heartbeat timeout' });
  });

  test('takes a position as life', () => {
    const rig = new Rig().loaded(1);

    rig.clock.advance(30_000);
    rig.socket.say(Uint8Array.of(0x10, 3, 0, 0));
    rig.clock.advance(10_000);

    expect(rig.client.state).toBe('ready');
  });
});
