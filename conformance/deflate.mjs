// 48 offers of permessage-deflate, each with 18 payloads that are echoed and compared. The other side is npm's ws: what
// it sends and reads is by another hand. Usage: node deflate.mjs ws://HOST:PORT/PATH-OF-AN-ECHO
import { createHash } from 'node:crypto';
import WebSocket from 'ws';

const url = process.argv[2];
const PATIENCE_MS = 60_000;
const AGREED = 'permessage-deflate; server_no_context_takeover; client_no_context_takeover';

const offers = [];
for (const serverNoContextTakeover of [undefined, true]) {
  for (const clientNoContextTakeover of [undefined, true]) {
    for (const serverMaxWindowBits of [undefined, 15, 10]) {
      for (const clientMaxWindowBits of [undefined, true, 15, 9]) {
        offers.push({ serverNoContextTakeover, clientNoContextTakeover, serverMaxWindowBits, clientMaxWindowBits });
      }
    }
  }
}

/** Bytes that no compressor makes smaller, the same in every run. */
function random(length) {
  const blocks = [];
  for (let i = 0; i * 32 < length; i++) {
    blocks.push(createHash('sha256').update(`starling ${length} ${i}`).digest());
  }
  return Buffer.concat(blocks, length);
}

/** Text such as the server itself sends. */
function json(length) {
  const noise = random(length);
  let text = '';
  for (let i = 0; text.length < length; i++) {
    text += `{"id":${i},"x":${noise[i % length]},"y":${noise[(7 * i) % length]},"label":"node ${i}"},`;
  }
  return text.slice(0, length);
}

const letters = [...'aßéŁжעあ星✓€🐦🌌𝄞'];
const many = Array.from(random(30_000), (byte) => letters[byte % letters.length]).join('');
const manyBytes = Buffer.from(many);

const payloads = [
  { name: 'empty text', parts: [''] },
  { name: 'empty binary', parts: [Buffer.alloc(0)] },
  { name: 'one byte', parts: [Buffer.from([0xff])] },
  { name: '125 random bytes', parts: [random(125)] },
  { name: '126 random bytes', parts: [random(126)] },
  { name: '255 characters', parts: [json(255)] },
  { name: '256 characters', parts: [json(256)] },
  { name: '257 characters', parts: [json(257)] },
  { name: '65,535 random bytes', parts: [random(65_535)] },
  { name: '65,536 random bytes', parts: [random(65_536)] },
  { name: '65,535 characters', parts: [json(65_535)] },
  { name: '65,536 characters', parts: [json(65_536)] },
  { name: 'a mebibyte of random bytes', parts: [random(1 << 20)] },
  { name: 'a mebibyte of text', parts: [json(1 << 20)] },
  { name: 'characters of two to four bytes', parts: [many] },
  { name: '60,000 zeros', parts: [Buffer.alloc(60_000)] },
  {
    name: 'text in fragments, cut within characters',
    text: true,
    parts: Array.from({ length: 8 }, (_, i) => manyBytes.subarray((i * manyBytes.length) >> 3, ((i + 1) * manyBytes.length) >> 3)),
  },
  { name: 'binary in fragments, some empty', parts: [random(3_000), Buffer.alloc(0), Buffer.alloc(5_000), Buffer.alloc(0)] },
];

function isText({ text, parts }) {
  return text ?? typeof parts[0] === 'string';
}

function whole({ parts }) {
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

function send(socket, payload) {
  payload.parts.forEach((part, i) => {
    socket.send(part, { binary: !isText(payload), fin: i === payload.parts.length - 1 });
  });
}

function open(offer) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: { ...offer, threshold: 0 }, maxPayload: 64 << 20 });
    let answer;
    socket.on('upgrade', (response) => {
      answer = response.headers['sec-websocket-extensions'];
    });
    socket.on('open', () => resolve({ socket, answer }));
    socket.on('error', reject);
  });
}

/** What is wrong with the answer to an offer; nothing, if it is right. */
function wrongAnswer(offer, answer) {
  const expected =
    offer.serverMaxWindowBits === 10
      ? undefined
      : offer.serverMaxWindowBits === 15
        ? `${AGREED}; server_max_window_bits=15`
        : AGREED;
  return answer === expected ? [] : [`answered with ${answer}, not ${expected}`];
}

/** Sends all payloads, each when the one before is back, and compares. A client that only sends would be too slow. */
function echo(socket) {
  return new Promise((resolve) => {
    const wrong = [];
    let next = 0;
    const done = (why) => {
      clearTimeout(timer);
      socket.removeAllListeners();
      socket.on('error', () => {});
      socket.terminate();
      resolve(why ? [...wrong, why] : wrong);
    };
    const timer = setTimeout(() => done(`nothing came for ${payloads[next].name}`), PATIENCE_MS);
    socket.on('message', (data, isBinary) => {
      const payload = payloads[next++];
      if (isBinary === isText(payload) || !whole(payload).equals(data)) {
        wrong.push(`${payload.name}: ${data.length} bytes came back`);
      }
      if (next === payloads.length) {
        done();
      } else {
        send(socket, payloads[next]);
      }
    });
    socket.on('close', (code) => done(`closed with ${code} at ${payloads[next].name}`));
    socket.on('error', (error) => done(`${error.message} at ${payloads[next].name}`));
    send(socket, payloads[0]);
  });
}

/** Bytes on the wire for an echo of text. */
async function bytesOfEcho(offer) {
  const { socket } = await open(offer);
  const before = socket._socket.bytesRead;
  const came = new Promise((resolve) => socket.on('message', resolve));
  socket.send(json(65_536));
  await came;
  const bytes = socket._socket.bytesRead - before;
  socket.terminate();
  return bytes;
}

/** The code that a message ends the connection with. */
async function closeCode(offer, message) {
  const { socket } = await open(offer);
  const code = new Promise((resolve) => socket.on('close', resolve));
  socket.on('error', () => {});
  socket.send(message);
  return await code;
}

let agreed = 0;
let declined = 0;
let echoed = 0;
const mismatches = [];
for (const offer of offers) {
  const { socket, answer } = await open(offer);
  if (answer) {
    agreed++;
  } else {
    declined++;
  }
  const wrong = [...wrongAnswer(offer, answer), ...(await echo(socket))];
  echoed += payloads.length;
  mismatches.push(...wrong.map((why) => `${JSON.stringify(offer)}: ${why}`));
}

const compressed = await bytesOfEcho({});
if (compressed > 65_536 / 2) {
  mismatches.push(`an echo of 65,536 characters took ${compressed} bytes`);
}
const bomb = await closeCode({}, Buffer.alloc(8 << 20));
if (bomb !== 1009) {
  mismatches.push(`what inflates a thousandfold was closed with ${bomb}, not 1009`);
}

for (const mismatch of mismatches) {
  console.error(mismatch);
}
console.log(
  `permessage-deflate: ${offers.length} offers (${agreed} agreed, ${declined} declined) x ${payloads.length} payloads, ` +
    `${echoed} echoes, ${mismatches.length} mismatches`,
);
process.exitCode = mismatches.length === 0 && agreed === 32 && declined === 16 ? 0 : 1;
