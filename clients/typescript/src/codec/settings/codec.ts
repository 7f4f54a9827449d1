import { localError } from '../../error.ts';
import { malformed } from '../header.ts';
import { decodeBody, encodeBody } from './body.ts';
import { type Gzip, inflated, sendable } from './gzip.ts';
import type { SettingsMessage } from './message.ts';
import { Weight } from './weight.ts';

const PLAIN = 0x00;
const GZIP = 0xff;
const PREFIX = 1;
const COMPRESSED_ABOVE = 256;

/**
 * A WebSocket message of the settings protocol, which is one message: 0 prefix u8, 0x00 plain or 0xFF gzip · 1 the body,
 * or one gzip member of it. A body above 256 bytes goes as gzip where that is smaller and no reader has to refuse it;
 * without `gzip` all go plain. Throws `VALIDATION_ERROR` on what a field cannot say.
 */
export function encodeSettings(message: SettingsMessage, gzip?: Gzip): Uint8Array {
  const weight = new Weight();
  const body = encodeBody(message, weight);
  if (gzip !== undefined && body.byteLength > COMPRESSED_ABOVE) {
    const member = gzip.gzip(body);
    if (sendable(body.byteLength, member.byteLength) && weight.fits(PREFIX + member.byteLength)) {
      return prefixed(GZIP, member);
    }
  }
  return prefixed(PLAIN, body);
}

/**
 * Reads a whole message, or throws a StarlingError: `MALFORMED_FRAME` where anything is cut off, left over or not what
 * it says, `UNKNOWN_TYPE`, `MESSAGE_TOO_LARGE` where a gzip member holds too much, `UNSUPPORTED_FORMAT` where there is
 * one but no `gzip`.
 */
export function decodeSettings(message: Uint8Array, gzip?: Gzip): SettingsMessage {
  const rest = message.subarray(PREFIX);
  switch (message[0]) {
    case PLAIN:
      return decodeBody(rest);
    case GZIP:
      if (gzip === undefined) throw localError('protocol', 'UNSUPPORTED_FORMAT', 'gzip was not provided');
      return decodeBody(inflated(rest, gzip), message.byteLength);
    default:
      throw malformed('the prefix is neither 0x00 nor 0xFF');
  }
}

function prefixed(prefix: number, body: Uint8Array): Uint8Array {
  const message = new Uint8Array(PREFIX + body.byteLength);
  message[0] = prefix;
  message.set(body, PREFIX);
  return message;
}
