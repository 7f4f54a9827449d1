import type { ProbeAnswer } from './options.ts';

const TIMEOUT_MS = 10_000;

/** Asks over HTTP with the same credential; no answer at all is status 0. */
export async function fetchProbe(url: string, token: string | undefined): Promise<ProbeAnswer> {
  try {
    const response = await fetch(url, {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    const retryAfterMs = delayOf(response.headers.get('retry-after'));
    return { status: response.status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  } catch {
    return { status: 0 };
  }
}

/** `Retry-After` in seconds or as a date. */
function delayOf(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return 1_000 * seconds;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
