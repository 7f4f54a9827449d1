import type { ProbeAnswer } from './options.ts';

/** What to do after a connection ended or was refused. */
export type Verdict =
  | { readonly kind: 'ended' }
  | { readonly kind: 'final'; readonly code: string }
  /** `delayMs` where the server said when; else the backoff decides. */
  | { readonly kind: 'retry'; readonly delayMs: number | undefined };

const RETRY: Verdict = { kind: 'retry', delayMs: undefined };

/** Beyond an hour a server's wish is taken for a mistake. */
const LONGEST_MS = 3_600_000;

/** Reasons of a close 1008 that coming back cannot change; the others are limits. */
const AUTH = /auth|token|credential|forbidden|not allowed/i;
const BAN = /\bbann?(ed)?\b/i;
const RETRY_AFTER = /retry_after["']?\s*[:=]\s*"?(\d+(?:\.\d+)?)/i;

/** By the close codes of chapter 4. */
export function afterClose(code: number, reason: string): Verdict {
  if (code === 1000) return { kind: 'ended' };
  if (code === 1008 && AUTH.test(reason)) return { kind: 'final', code: 'UNAUTHORIZED' };
  if (code === 1008 && BAN.test(reason)) return { kind: 'final', code: 'BANNED' };
  if (code !== 1001) return RETRY;
  const seconds = RETRY_AFTER.exec(reason)?.[1];
  return seconds === undefined ? RETRY : { kind: 'retry', delayMs: bounded(1_000 * Number(seconds)) };
}

/** By the answer to `GET /api/info`, since a browser tells nothing of why a handshake was refused. */
export function afterRefusal(answer: ProbeAnswer): Verdict {
  if (answer.status === 401) return { kind: 'final', code: 'UNAUTHORIZED' };
  if (answer.status === 403) return { kind: 'final', code: 'FORBIDDEN' };
  const timed = answer.status === 429 || answer.status === 503;
  return timed && answer.retryAfterMs !== undefined
    ? { kind: 'retry', delayMs: bounded(answer.retryAfterMs) }
    : RETRY;
}

function bounded(ms: number): number {
  return Math.min(Math.max(ms, 0), LONGEST_MS);
}
