import { afterEach, describe, expect, test, vi } from 'vitest';
import { addressOf } from '../src/address.ts';
import { GraphClient } from '../src/client.ts';

afterEach(() => vi.unstubAllGlobals());

describe('addressOf', () => {
  test.each([
    ['ws://h:3001', 'ws://h:3001/ws/graph?v=3&format=position', 'http://h:3001/api/info'],
    ['http://h', 'ws://h/ws/graph?v=3&format=position', 'http://h/api/info'],
    ['https://h/', 'wss://h/ws/graph?v=3&format=position', 'https://h/api/info'],
    ['wss://h/proxy/graph?x=1#y', 'wss://h/proxy/graph?x=1&v=3&format=position', 'https://h/api/info'],
  ])('completes %s', (url, socket, info) => {
    expect(addressOf(url, 3, 'position')).toEqual({ socket, info });
  });

  test('asks for capabilities where there are some', () => {
    expect(addressOf('ws://h', 3, 'compact', ['zlib', 'acks']).socket).toBe(
      'ws://h/ws/graph?v=3&format=compact&caps=zlib%2Cacks',
    );
  });

  test.each([
    [undefined, 'wss://garden.test/ws/graph?v=3&format=client28'],
    ['/other', 'wss://garden.test/other?v=3&format=client28'],
  ])('takes the page’s host for %s', (url, socket) => {
    vi.stubGlobal('location', new URL('https://garden.test/deep/page.html?token=secret#x'));

    expect(addressOf(url, 3, 'client28').socket).toBe(socket);
  });

  test.each([undefined, 'garden', 'ftp://h'])('refuses %s where there is no page', (url) => {
    expect(() => addressOf(url, 3, 'position')).toThrow(expect.objectContaining({ code: 'BAD_URL' }));
    expect(() => new GraphClient(url === undefined ? {} : { url })).toThrow(
      expect.objectContaining({ code: 'BAD_URL' }),
    );
  });
});
