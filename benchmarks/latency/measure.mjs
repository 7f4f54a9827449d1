// Start-up, file-to-screen and drag-to-screen times of a real server over a copy of examples/garden, on loopback.
//   node benchmarks/latency/measure.mjs [--starts 10] [--saves 40] [--drags 600]
// Needs `npm ci` at the root (for npm ws) and a built server. Prints a Markdown table; times in milliseconds.
import { spawn } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import WebSocket from 'ws';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const options = { starts: 10, saves: 40, drags: 600 };
for (let i = 2; i < process.argv.length; i += 2) options[process.argv[i].slice(2)] = Number(process.argv[i + 1]);

const POSITION_UPDATE = 0x10;
const USER_INTERACTING = 0x40;
const folder = mkdtempSync(join(tmpdir(), 'starling-latency-'));
cpSync(join(root, 'examples/garden'), folder, { recursive: true });

const rows = [];
rows.push(['start-up: command to address, built', ...(await starts())]);
const server = await start();
const second = await viewer(server.url);
rows.push(['saved file to the second screen', ...(await saves(second))]);
await rest(second);
rows.push(["drag: dragger's socket write to the other's wire", ...(await drags(await viewer(server.url), second))]);
await stop(server);
rmSync(folder, { recursive: true });

console.log(`Load at the start ${loadavg()[0].toFixed(2)}.\n\n| | runs | median | p99 | worst |\n|---|--:|--:|--:|--:|`);
for (const row of rows) console.log(`| ${row.join(' | ')} |`);
process.exit(0);

function start() {
  const child = spawn(join(root, 'starling'), ['serve', folder, '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
  return new Promise((done, failed) => {
    child.once('exit', (code) => failed(new Error(`the server ended with ${code}`)));
    createInterface({ input: child.stdout }).once('line', (line) => {
      child.removeAllListeners('exit');
      done({ child, url: /http:\S+/.exec(line)[0] });
    });
  });
}

function stop({ child }) {
  return new Promise((done) => {
    child.once('exit', done);
    child.kill('SIGTERM');
  });
}

async function starts() {
  const times = [];
  await stop(await start()); // builds what is missing
  for (let i = 0; i < options.starts; i++) {
    const began = performance.now();
    const running = await start();
    times.push(performance.now() - began);
    await stop(running);
  }
  return statistics(times);
}

/** Someone who looks at everything; `on` is told each text message and each binary one. */
function viewer(url) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}ws/graph?v=2&format=position`);
  const self = { socket, text: () => {}, binary: () => {}, last: performance.now(), node: 0 };
  return new Promise((done, failed) => {
    socket.once('error', failed);
    socket.on('open', () => socket.send('{"type":"filter_update","enabled":false}'));
    socket.on('message', (data, isBinary) => {
      self.last = performance.now();
      if (isBinary) return self.binary(data);
      const message = JSON.parse(data.toString());
      if (message.type === 'initialGraphLoad') {
        self.node = message.nodes[0].id;
        done(self);
      }
      self.text(message);
    });
  });
}

async function saves(watcher) {
  const times = [];
  for (let i = 0; i < options.saves; i++) {
    const page = join(folder, 'README.md');
    const began = performance.now();
    const seen = new Promise((done) => {
      watcher.text = (message) => message.type === 'graph_update' && done(performance.now());
    });
    appendFileSync(page, `\nLine ${i} leads to [[Nowhere ${i}]].\n`);
    times.push((await seen) - began);
    await new Promise((done) => setTimeout(done, 300));
  }
  return statistics(times);
}

/** Waits until the graph is at rest: nothing has come for a second. */
async function rest(watcher) {
  while (performance.now() - watcher.last < 1_000) await new Promise((done) => setTimeout(done, 100));
}

async function drags(dragger, watcher) {
  const times = [];
  dragger.socket.send(Buffer.from([0x30, 2, 1, 0, USER_INTERACTING]));
  for (let i = 0; i < options.drags; i++) {
    const x = Math.fround(100 + i / 8);
    const message = Buffer.alloc(25);
    message.set([POSITION_UPDATE, 2, 21, 0]);
    message.writeUInt32LE(dragger.node, 4);
    message.writeFloatLE(x, 8);
    const seen = new Promise((done) => {
      watcher.binary = (data) => holds(data, dragger.node, x) && done(performance.now());
    });
    const began = performance.now();
    dragger.socket.send(message);
    times.push((await seen) - began);
    await new Promise((done) => setTimeout(done, Math.max(0, 17 - (performance.now() - began)))); // 60 Hz
  }
  return statistics(times);
}

function holds(data, id, x) {
  for (let at = 4; data[0] === POSITION_UPDATE && at + 21 <= data.length; at += 21) {
    if (data.readUInt32LE(at) === id && data.readFloatLE(at + 4) === x) return true;
  }
  return false;
}

function statistics(times) {
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1);
  return [times.length, at(0.5), at(0.99), times.at(-1).toFixed(1)];
}
