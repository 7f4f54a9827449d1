import type { ErrorFields } from '@starling/client';

const WORDS: Readonly<Record<string, string>> = {
  VALIDATION_ERROR: 'The server did not accept that',
  UNKNOWN_TYPE: 'The server does not know this request',
  UNAUTHORIZED: 'You may not do that here',
  FORBIDDEN: 'You may not do that here',
  TOKEN_EXPIRED: 'Your sign-in has expired',
  CONNECTION_LIMIT: 'Too many connections to this server',
  SUBSCRIPTION_LIMIT: 'Too many subscriptions on this connection',
};

/** An error as a sentence for people; code and details are for the fold below it. */
export function errorSentence(
  error: Pick<ErrorFields, 'code' | 'message' | 'retryAfter' | 'details'>,
): string {
  if (error.code === 'RATE_LIMIT_EXCEEDED') return `Too many moves: slowed down for ${wait(error)}`;
  const words = WORDS[error.code];
  if (words === undefined) return error.message || 'Something went wrong';
  return error.message ? `${words}: ${error.message}` : words;
}

function wait(error: Pick<ErrorFields, 'retryAfter' | 'details'>): string {
  const details = error.details as { retry_after?: unknown } | undefined;
  const stated = Number(details?.retry_after);
  const seconds = error.retryAfter !== undefined ? error.retryAfter / 1000 : stated;
  return Number.isFinite(seconds) && seconds > 0 ? `${Math.ceil(seconds)} s` : 'a moment';
}

/** What stands behind the click: one line per field that the error has. */
export function errorDetails(error: ErrorFields): string {
  const lines = [`${error.code} (${error.category})`, error.message];
  if (error.affectedPaths?.length) lines.push(`fields: ${error.affectedPaths.join(', ')}`);
  if (error.details !== undefined) lines.push(JSON.stringify(error.details, null, 2));
  return lines.filter(Boolean).join('\n');
}
