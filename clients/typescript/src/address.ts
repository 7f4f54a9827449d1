import { localError } from './error.ts';

/** Where to connect, and where to ask why a handshake was refused. */
export interface Address {
  readonly socket: string;
  readonly info: string;
}

/**
 * Completes `url` (or the page's address): `http` means `ws`, no path means `/ws/graph`, and the query says
 * version, format and capabilities, so that nothing is ever read as headerless (chapter 2, Handshake and detection).
 */
export function addressOf(
  url: string | undefined,
  version: number,
  format: string,
  capabilities: readonly string[] = [],
): Address {
  const socket = parse(url);
  socket.protocol = socket.protocol.replace('http', 'ws');
  if (socket.protocol !== 'ws:' && socket.protocol !== 'wss:') throw bad(`${url} is no WebSocket address`);
  socket.hash = '';
  if (socket.pathname === '/') socket.pathname = '/ws/graph';
  socket.searchParams.set('v', String(version));
  socket.searchParams.set('format', format);
  if (capabilities.length > 0) socket.searchParams.set('caps', capabilities.join(','));
  const info = new URL('/api/info', socket);
  info.protocol = socket.protocol.replace('ws', 'http');
  return { socket: socket.href, info: info.href };
}

function parse(url: string | undefined): URL {
  const page: Location | undefined = globalThis.location;
  if (url === undefined && page === undefined)
    throw bad('outside a browser an address is needed: give `url`');
  try {
    return page === undefined ? new URL(url ?? '') : new URL(url ?? '/', page.href);
  } catch {
    throw bad(`${url} is no address`);
  }
}

function bad(message: string) {
  return localError('validation', 'BAD_URL', message);
}
