// Reads the updates of a file that TraceFrames wrote, again and again, and prints what a delta takes.
import { readFileSync } from 'node:fs';
import { CompactDecoder, decodeFrame } from '../../clients/typescript/dist/index.js';

const ROUNDS = 12;
const WARM_ROUNDS = 3;

const file = readFileSync(process.argv[2]);
const updates = [];
for (let at = 0; at < file.length; ) {
  const messages = [];
  let left = file.readUInt32BE(at);
  at += 4;
  for (; left > 0; left--) {
    const size = file.readUInt32BE(at);
    messages.push(new Uint8Array(file.subarray(at + 4, at + 4 + size)));
    at += 4 + size;
  }
  updates.push(messages);
}

const times = [];
let nodes = 0;
let moved = 0;
let bytes = 0;
for (let round = 0; round < ROUNDS; round++) {
  const decoder = new CompactDecoder();
  for (const [index, messages] of updates.entries()) {
    const start = performance.now();
    let outcome;
    for (const message of messages) {
      for (const { payload, more } of decodeFrame(message).messages) {
        outcome = decoder.read(payload, 0, payload.byteLength, more);
      }
    }
    const took = performance.now() - start;
    if (outcome !== 'applied') throw new Error(`update ${index} was ${outcome}`);
    if (index === 0 || round < WARM_ROUNDS) continue;
    times.push(took);
    moved += decoder.changed.length;
    bytes += messages.reduce((sum, message) => sum + message.length, 0);
  }
  nodes = decoder.count;
}

times.sort((a, b) => a - b);
const ms = (share) => times[Math.min(times.length - 1, Math.floor(share * times.length))].toFixed(2);
console.log('| nodes | moved in a delta | bytes of a delta | median, ms | p99, ms | worst, ms |');
console.log('|--:|--:|--:|--:|--:|--:|');
console.log(
  `| ${nodes} | ${Math.round(moved / times.length)} | ${Math.round(bytes / times.length)} | ${ms(0.5)} | ${ms(0.99)} | ${ms(1)} |`,
);
