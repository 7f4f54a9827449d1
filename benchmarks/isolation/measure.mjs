// What malformed input costs those who behave: a publisher at a fixed rate, its subscribers in all dialects, and rounds
// in turn, on one server: quiet; with strangers in a process of their own who connect, say something good and go; with
// attackers who connect as often and send something malformed. The second is the control: it takes the same cores.
//   node benchmarks/isolation/measure.mjs [--rounds 5] [--seconds 5] [--clients 100] [--rate 100] [--attacks 200] [--port P]
// Needs `npm ci` at the root (for npm ws) and a built server, or a running one at --port. Prints a Markdown table: milliseconds from publishing to receiving,
// pooled over the rounds of each kind, and round by round the ratios of their 99th percentiles.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import WebSocket from 'ws';

const self = fileURLToPath(import.meta.url);
const root = resolve(dirname(self), '../..');
const options = { rounds: 5, seconds: 5, clients: 100, rate: 100, attacks: 200, port: 0 };
for (let i = 2; i + 1 < process.argv.length; i += 2) options[process.argv[i].slice(2)] = Number(process.argv[i + 1]);

const PATHS = ['/ws/graph', '/api/v1/ws/dev', '/', '/ws'];
const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';

if (options.attacker) attacker(options.attacker);
else await measure();

async function measure() {
  const load = loadavg()[0].toFixed(2);
  const folder = mkdtempSync(join(tmpdir(), 'starling-isolation-'));
  writeFileSync(join(folder, 'one.md'), '# One\n');
  const config = join(folder, 'starling.yaml');
  writeFileSync(config, 'limits.rates.messages: {per_minute: 60000, burst: 2000}\n');
  const server = options.port ? null : await start(folder, config);
  const port = options.port || server.port;
  const attack = spawn(process.execPath, [self, '--attacker', port, '--attacks', options.attacks], { stdio: ['pipe', 'pipe', 'inherit'] });
  const counts = createInterface({ input: attack.stdout })[Symbol.asyncIterator]();

  const run = { times: [], received: 0 };
  for (let i = 0; i < options.clients; i++) await subscriber(port, PATHS[i % PATHS.length], run);
  const publisher = await open(port, '/ws');
  let published = 0;
  let inputs = 0;
  const pooled = { quiet: [], visited: [], attacked: [] };
  const ratios = { 'visited / quiet': [], 'attacked / quiet': [], 'attacked / visited': [] };
  await round([]); // warms up
  for (let i = 0; i < options.rounds; i++) {
    const quiet = await round([]);
    const visited = await disturbed('visit');
    const attacked = await disturbed('attack');
    const [calm, busy, worst] = [quiet, visited, attacked].map((times) => share(times, 0.99));
    ratios['visited / quiet'].push(busy / calm);
    ratios['attacked / quiet'].push(worst / calm);
    ratios['attacked / visited'].push(worst / busy);
    for (const [name, times] of Object.entries({ quiet, visited, attacked })) for (const time of times) pooled[name].push(time);
  }
  const missing = published * options.clients - run.received;
  attack.kill();
  server?.child.kill('SIGTERM');
  rmSync(folder, { recursive: true });

  const seconds = options.rounds * options.seconds;
  console.log(`Load at the start ${load}; ${options.clients} clients, ${options.rate} messages a second, ${Math.round(inputs / seconds)} malformed inputs a second, ${missing} of ${published * options.clients} deliveries missing.\n`);
  console.log('| | deliveries | median ms | p99 ms | worst ms |\n|---|--:|--:|--:|--:|');
  for (const [name, times] of Object.entries(pooled)) {
    const row = [0.5, 0.99, 1].map((part) => share(times, part).toFixed(2));
    console.log(`| ${name} | ${times.length} | ${row.join(' | ')} |`);
  }
  for (const [name, all] of Object.entries(ratios)) {
    const rounds = all.map((each) => each.toFixed(2)).join(', ');
    console.log(`\np99 ${name}: ${rounds}; median ${share(all, 0.5).toFixed(2)}`);
  }
  process.exit(missing === 0 ? 0 : 1);

  async function disturbed(how) {
    attack.stdin.write(`${how}\n`);
    const times = await round([]);
    attack.stdin.write('stop\n');
    const sent = Number((await counts.next()).value);
    if (how === 'attack') inputs += sent;
    return times;
  }

  async function round(into) {
    run.times = into;
    const end = performance.now() + options.seconds * 1_000;
    for (let next = performance.now(); next < end; next += 1_000 / options.rate) {
      const wait = next - performance.now();
      if (wait > 0) await new Promise((done) => setTimeout(done, wait));
      published++;
      publisher.send(`{"type":"command","name":"publish","params":{"channel":"ticks","data":{"at":${performance.now()}}}}`);
    }
    for (let i = 0; i < 50 && run.received < published * options.clients; i++) await new Promise((done) => setTimeout(done, 100));
    return into;
  }
}

/** The value below which so much of them lies. */
function share(values, part) {
  values.sort((a, b) => a - b);
  return values[Math.min(values.length - 1, Math.floor(values.length * part))];
}

function start(folder, config) {
  const child = spawn(join(root, 'starling'), ['serve', folder, '--port', '0', '--config', config], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((done, failed) => {
    child.once('exit', (code) => failed(new Error(`the server ended with ${code}`)));
    createInterface({ input: child.stdout }).once('line', (line) => {
      child.removeAllListeners('exit');
      done({ child, port: Number(/:(\d+)\//.exec(line)[1]) });
    });
  });
}

function open(port, path) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`);
  return new Promise((done, failed) => {
    socket.onopen = () => done(socket);
    socket.onerror = failed;
  });
}

async function subscriber(port, path, run) {
  const socket = await open(port, path);
  const subscribed = new Promise((done) => {
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      if (message.data?.at) {
        run.received++;
        run.times.push(performance.now() - message.data.at);
      } else if (data.includes('"ticks"')) done();
    };
  });
  socket.send('{"type":"subscribe","channels":["ticks"]}');
  await subscribed;
}

/** Sends all there is, over and over, as long as it is told to; each connection from another address. */
function attacker(port) {
  const all = { attack: corpus(port), visit: visits(port) };
  let timer;
  let sent = 0;
  createInterface({ input: process.stdin }).on('line', (line) => {
    if (line in all) {
      sent = 0;
      const inputs = all[line];
      timer = setInterval(() => shoot(port, inputs[sent % inputs.length], sent++), 1_000 / options.attacks);
    } else {
      clearInterval(timer);
      console.log(sent);
    }
  });
}

function shoot(port, { request, bytes }, turn) {
  const from = `127.0.${1 + ((turn >> 7) % 200)}.${1 + (turn & 127)}`;
  const socket = connect({ port, host: '127.0.0.1', localAddress: from });
  socket.on('error', () => {});
  socket.setTimeout(3_000, () => socket.destroy());
  socket.once('connect', () => socket.write(request));
  socket.once('data', () => {
    socket.end(bytes);
    socket.resume();
  });
}

function greeting(port, path, more = '') {
  return `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${KEY}\r\nSec-WebSocket-Version: 13\r\n${more}\r\n`;
}

/** A ping and a farewell in each dialect. */
function visits(port) {
  const bytes = Buffer.concat([frame(0x81, '{"type":"ping"}'), frame(0x88, Buffer.from([3, 0xe8]))]);
  return PATHS.map((path) => ({ request: greeting(port, path), bytes }));
}

function corpus(port) {
  const handshake = (path, more) => greeting(port, path, more);
  const frames = [
    frame(0x81, '{'),
    frame(0x81, '['.repeat(100_000)),
    frame(0x81, '{"type":"nope"}'),
    frame(0x81, `{"type":"ping","a":${'1'.repeat(100_000)}}`),
    frame(0x81, '{"type":"subscribe","channels":[5]}'),
    frame(0x81, '{"type":"query","name":"history.get","params":{"limit":0}}'),
    frame(0x81, Buffer.from([0xff])),
    frame(0xf1, 'abc'),
    frame(0x83, 'abc'),
    frame(0x80, 'abc'),
    frame(0x09, 'ab'),
    frame(0x82, Buffer.alloc(21)),
    frame(0x82, Buffer.alloc(1 << 20)),
    frame(0x82, Buffer.from([0x10, 2, 0xff, 0xff])),
    frame(0x82, Buffer.from([0xdf, 0x7f, 0xff, 0xff, 0xff])),
    frame(0x88, Buffer.from([3, 0xed])),
    Buffer.from([0x82, 0xff, 0x40, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4]),
    Buffer.concat(Array.from({ length: 1_100 }, (_, i) => frame(i === 0 ? 0x01 : 0x00, 'a'))),
    Buffer.concat(Array.from({ length: 500 }, () => frame(0x81, '{}'))),
    frame(0x81, '{"type":"authenticate","token":"x"}'),
  ];
  const inputs = PATHS.flatMap((path) => frames.map((bytes) => ({ request: handshake(path), bytes })));
  for (const request of [
    handshake('/nowhere'),
    handshake('/ws', 'Authorization: Bearer x\r\n'),
    handshake('/ws', 'Transfer-Encoding: chunked\r\nContent-Length: 5\r\n'),
    handshake('/ws', `X: ${'a'.repeat(17_000)}\r\n`),
    handshake('/ws', 'Host: evil.example\r\n'),
    handshake('/ws').replace(KEY, 'short'),
    handshake('/ws').replace('HTTP/1.1', 'HTTP/1.0'),
    '\x16\x03\x01\x02\x00\x01\r\n\r\n',
  ]) {
    inputs.push({ request, bytes: Buffer.alloc(0) });
  }
  return inputs;
}

/** A frame whose mask is zero. */
function frame(first, payload) {
  const body = Buffer.from(payload);
  const head =
    body.length < 126
      ? Buffer.from([first, 0x80 | body.length])
      : body.length < 65_536
        ? Buffer.from([first, 0xfe, body.length >> 8, body.length & 0xff])
        : Buffer.from([first, 0xff, 0, 0, 0, 0, body.length >>> 24, (body.length >> 16) & 0xff, (body.length >> 8) & 0xff, body.length & 0xff]);
  return Buffer.concat([head, Buffer.alloc(4), body]);
}
