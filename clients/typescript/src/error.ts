export type ErrorCategory = 'validation' | 'server' | 'protocol' | 'auth' | 'rate_limit';

/** What every error carries, whether the server sent it or this library found it (chapter 4, Errors). */
export interface ErrorFields {
  readonly code: string;
  readonly message: string;
  readonly category: ErrorCategory;
  readonly details?: unknown;
  readonly retryable: boolean;
  /** Milliseconds until the same request may succeed. */
  readonly retryAfter?: number;
  /** JSON pointers of the fields at fault. */
  readonly affectedPaths?: readonly string[];
  /** Unix milliseconds; the sender's clock. */
  readonly timestamp: number;
}

/** The one error class of this library; `code` says what went wrong, `category` whose fault it is. */
export class StarlingError extends Error implements ErrorFields {
  override readonly name = 'StarlingError';
  readonly code: string;
  readonly category: ErrorCategory;
  readonly details: unknown;
  readonly retryable: boolean;
  // Declared only: a field that is absent is no own property.
  declare readonly retryAfter?: number;
  declare readonly affectedPaths?: readonly string[];
  readonly timestamp: number;

  constructor(fields: ErrorFields) {
    super(fields.message);
    this.code = fields.code;
    this.category = fields.category;
    this.details = fields.details;
    this.retryable = fields.retryable;
    if (fields.retryAfter !== undefined) this.retryAfter = fields.retryAfter;
    if (fields.affectedPaths !== undefined) this.affectedPaths = fields.affectedPaths;
    this.timestamp = fields.timestamp;
  }
}

/** An error that this library found itself; time 0 says that no server stamped it. */
export function localError(
  category: ErrorCategory,
  code: string,
  message: string,
  details?: unknown,
): StarlingError {
  return new StarlingError({ category, code, message, details, retryable: false, timestamp: 0 });
}
