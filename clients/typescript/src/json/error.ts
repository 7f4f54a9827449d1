import { type ErrorCategory, StarlingError } from '../error.ts';
import { finite, invalid, type Json, list, or, text } from './fields.ts';

const CATEGORIES: readonly string[] = ['validation', 'server', 'protocol', 'auth', 'rate_limit'];

/** An error of the server (chapter 4, Errors), from a text frame or from 0xFF; only the code must be there. */
export function errorOf(from: Json): StarlingError {
  const category = or(from, 'category', text, 'server');
  if (!CATEGORIES.includes(category)) throw invalid('/category', `one of ${CATEGORIES.join(', ')}`);
  const retryAfter = or<number | undefined>(from, 'retryAfter', finite, undefined);
  const paths = or(from, 'affectedPaths', list, undefined);
  return new StarlingError({
    code: text(from, 'code'),
    message: or(from, 'message', text, ''),
    category: category as ErrorCategory,
    details: from['details'],
    retryable: from['retryable'] === true,
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(paths === undefined ? {} : { affectedPaths: paths.map(String) }),
    timestamp: or(from, 'timestamp', finite, 0),
  });
}
