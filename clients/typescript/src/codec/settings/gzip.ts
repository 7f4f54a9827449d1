import { malformed } from '../header.ts';
import { tooLarge } from './weight.ts';

/** Gzip (RFC 1952) by whatever the platform has: `node:zlib`, or a library. */
export interface Gzip {
  /** One member. */
  gzip(bytes: Uint8Array): Uint8Array;
  /** What is in a member; throws, whatever it likes, where it is broken or holds more than `maxBytes`. */
  gunzip(member: Uint8Array, maxBytes: number): Uint8Array;
}

const MAX_INFLATED = 16 * 2 ** 20;
const MAX_RATIO = 64;
/** Below the ratio that is read, so that nobody refuses it. */
const MAX_SENT_RATIO = 60;
/** Header and trailer. */
const LEAST_MEMBER = 18;

/** Whether a reader takes so many bytes out of so many. */
export function sendable(bytes: number, memberBytes: number): boolean {
  return memberBytes < bytes && bytes <= MAX_INFLATED && bytes <= MAX_SENT_RATIO * memberBytes;
}

/**
 * How many bytes the member, which is all that there is, says it holds. Its last four bytes are held against the bounds
 * before anything is inflated, and by {@link inflated} against what came out.
 */
export function inflatedSize(member: Uint8Array): number {
  if (member.byteLength < LEAST_MEMBER) throw malformed('the message is not one gzip member');
  const size = new DataView(member.buffer, member.byteOffset, member.byteLength).getUint32(
    member.byteLength - 4,
    true,
  );
  if (size > MAX_INFLATED || size > MAX_RATIO * member.byteLength) {
    throw tooLarge('the message inflates to too much');
  }
  return size;
}

export function inflated(member: Uint8Array, gzip: Gzip): Uint8Array {
  const size = inflatedSize(member);
  // Zero would mean no bound to some.
  const body = unpacked(() => gzip.gunzip(member, Math.max(1, size)));
  if (body.byteLength !== size) throw malformed('the message is not one gzip member');
  return body;
}

function unpacked(gunzip: () => Uint8Array): Uint8Array {
  try {
    return gunzip();
  } catch {
    throw malformed('the message is not one gzip member');
  }
}
