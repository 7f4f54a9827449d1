import { message } from './header.ts';
import { MessageType } from './message.ts';

/** What was applied. */
export interface Ack {
  /** Of the last 0x13; in other formats the count of binary messages of state since the handshake. */
  readonly sequence: bigint;
  /** Nodes that it was about. */
  readonly nodes: number;
  /** Unix milliseconds by this side's clock. */
  readonly clientTime: bigint;
}

/** Message 0x34: 0 sequence u64 · 8 nodes u32 · 12 client time u64 ms. Only clients say it. */
export function encodeAck(version: number, ack: Ack): Uint8Array {
  return message(MessageType.BROADCAST_ACK, version, 20, (view, at) => {
    view.setBigUint64(at, ack.sequence, true);
    view.setUint32(at + 8, ack.nodes, true);
    view.setBigUint64(at + 12, ack.clientTime, true);
  });
}
