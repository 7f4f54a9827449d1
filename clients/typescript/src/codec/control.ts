import { message } from './header.ts';
import { MessageType } from './message.ts';

/** Message 0x30: 0 bits u8. */
export function encodeControl(version: number, bits: number): Uint8Array {
  return message(MessageType.CONTROL_BITS, version, 1, (view, at) => view.setUint8(at, bits));
}

/** Message 0x33: 0 server time u64 ms; the client sends back what it got. */
export function encodeHeartbeat(version: number, serverTime: bigint): Uint8Array {
  return message(MessageType.HEARTBEAT, version, 8, (view, at) => view.setBigUint64(at, serverTime, true));
}
