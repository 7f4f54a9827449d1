// Fan-out, echo and idle connections: Starling beside a bare C server, by an independent load generator, in interleaved
// rounds; prints a Markdown table of medians and ratios.
//   node benchmarks/fanout/compare.mjs [--rounds 5] [--duration 3] [--warm 12] [--transports epoll,io_uring,nio] [--work A1,A32,B,C200,E16,D]
// LOADGEN names the folder with wsload.c and raw.c (default: ../shared/bench beside this checkout). Needs gcc, liburing-dev
// and two cores: the servers run on core 0, the load on core 1.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { cpus, tmpdir, type, release } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const sources = process.env.LOADGEN ?? join(root, '../shared/bench');
const options = parse(process.argv.slice(2));

const WORK = {
  A1: { title: '1,000 subscribers, 128 B, one at a time', args: ['--conns', 1000, '--size', 128, '--window', 1] },
  A32: { title: '1,000 subscribers, 128 B, 32 in flight', args: ['--conns', 1000, '--size', 128, '--window', 32] },
  B: { title: '100 subscribers, 28,004 B, 4 in flight', args: ['--conns', 100, '--size', 28004, '--window', 4] },
  C200: { title: '1,000 subscribers, 128 B, 200 a second', args: ['--conns', 1000, '--size', 128, '--rate', 200] },
  E16: { title: 'echo, 100 connections, 64 B, 16 in flight', args: ['--mode', 'echo', '--conns', 100, '--size', 64, '--window', 16] },
  D: { title: '10,000 idle connections', args: ['--mode', 'idle', '--conns', 10000] },
};

const bin = build();
const servers = [
  { name: 'raw C', paths: ['/sub', '/pub', '/echo'], start: () => ['taskset', ['-c', '0', join(bin, 'raw'), freePort(), 'coalesce']] },
  ...options.transports.map((transport) => ({
    name: `Starling, ${transport}`,
    paths: ['/bench/sub', '/bench/pub', '/bench/echo'],
    env: { STARLING_TRANSPORT: transport },
    start: () => ['taskset', ['-c', '0', join(root, 'starling'), 'serve', join(root, 'examples/garden'), '--bench', '--port', '0']],
  })),
];

const results = new Map();
const running = new Map();
for (const server of servers) {
  running.set(server, await start(server));
  await settle(server, running.get(server));
}
for (let round = 1; round <= options.rounds; round++) {
  for (const work of options.work.filter((each) => each !== 'D')) {
    for (const server of servers) measure(round, server, work);
  }
}
// Memory is measured on servers that have seen nothing yet.
for (const server of servers) {
  await stop(running.get(server));
  if (options.work.includes('D')) {
    running.set(server, await start(server));
    measure(1, server, 'D');
    await stop(running.get(server));
  }
}
print();

function measure(round, server, work) {
  const result = load(server, running.get(server), work);
  note(server.name, work, result);
  process.stderr.write(`round ${round} ${server.name} ${work}: ${summary(work, result)}\n`);
}

function parse(args) {
  const given = { rounds: 5, duration: 3, warm: 12, transports: ['epoll', 'io_uring', 'nio'], work: ['A1', 'A32', 'B', 'C200', 'E16', 'D'] };
  for (let i = 0; i < args.length; i += 2) {
    const name = args[i].replace(/^--/, '');
    if (!(name in given) || args[i + 1] === undefined) {
      console.error(`unknown option ${args[i]}; see the head of this file`);
      process.exit(2);
    }
    given[name] = Array.isArray(given[name]) ? args[i + 1].split(',') : Number(args[i + 1]);
  }
  return given;
}

function build() {
  const out = mkdtempSync(join(tmpdir(), 'starling-bench-'));
  execFileSync('gcc', ['-O2', '-march=native', '-w', '-o', join(out, 'wsload'), join(sources, 'wsload.c')]);
  execFileSync('gcc', ['-O2', '-march=native', '-w', '-o', join(out, 'raw'), join(sources, 'raw.c'), '-luring']);
  return out;
}

function freePort() {
  return String(20_000 + Math.floor(Math.random() * 10_000));
}

function start(server) {
  const [command, args] = server.start();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, ...server.env } });
  return new Promise((started, failed) => {
    child.once('exit', (code) => failed(new Error(`${server.name} ended with ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const port = line === 'ready' ? args.at(-2) : /:(\d+)\/$/.exec(line)?.[1];
      if (port) started({ child, port });
    });
  });
}

/** Waits until the graph is at rest, then gives every server load, until the JVM has compiled what is measured. */
async function settle(server, { child, port }) {
  const state = `http://127.0.0.1:${port}/api/graph/state`;
  while (server.paths[0] !== '/sub' && (await (await fetch(state)).json()).physics.running) {
    await new Promise((done) => setTimeout(done, 500));
  }
  if (server.paths[0] === '/sub') return;
  for (const work of options.work.filter((each) => each !== 'D' && each !== 'C200')) {
    load(server, { child, port }, work, options.warm);
  }
}

function stop({ child }) {
  child.removeAllListeners('exit');
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once('exit', done);
    child.kill('SIGTERM');
  });
}

function load(server, { child, port }, work, duration = options.duration) {
  const [sub, pub, echo] = server.paths;
  const path = work.startsWith('E') ? echo : sub;
  const args = ['-c', '1', join(bin, 'wsload'), '--port', port, '--path', path, '--pub-path', pub, '--pid', child.pid,
    '--warmup', 2, '--duration', duration, ...WORK[work].args];
  return JSON.parse(execFileSync('taskset', args.map(String), { stdio: ['ignore', 'pipe', 'inherit'] }).toString());
}

function note(server, work, result) {
  const key = `${server} ${work}`;
  if (!results.has(key)) results.set(key, []);
  results.get(key).push(result);
}

function summary(work, result) {
  return work === 'D'
    ? `${result.bytes_per_conn} B a connection, ${result.hs_cpu_us} µs a handshake`
    : `${result.cpu_us_per_msg} µs a delivery, p99 ${result.p99_us} µs, lost ${result.lost}, waits ${result.srv_wait}/${result.gen_wait}`;
}

function median(server, work, field) {
  const values = results.get(`${server} ${work}`).map((result) => result[field]).sort((a, b) => a - b);
  const middle = values.length >> 1;
  return values.length % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

function print() {
  const floor = servers[0].name;
  console.log(`${options.rounds} interleaved rounds of ${options.duration} s, medians. ${cpus()[0].model}, ${cpus().length} cores, ${type()} ${release()}; load at the start ${readFileSync('/proc/loadavg', 'utf8').split(' ')[0]}.\n`);
  console.log('| work | server | CPU µs a delivery | × raw | deliveries a second | p50 µs | p99 µs | lost |');
  console.log('|---|---|--:|--:|--:|--:|--:|--:|');
  for (const work of options.work.filter((each) => each !== 'D')) {
    for (const { name } of servers) {
      const cost = median(name, work, 'cpu_us_per_msg');
      const cells = [WORK[work].title, name, cost.toFixed(3), (cost / median(floor, work, 'cpu_us_per_msg')).toFixed(2),
        Math.round(median(name, work, 'deliv_per_s')).toLocaleString('en'), median(name, work, 'p50_us'), median(name, work, 'p99_us'),
        median(name, work, 'lost')];
      console.log(`| ${cells.join(' | ')} |`);
    }
  }
  if (options.work.includes('D')) {
    console.log('\n| server | connections | resident bytes a connection | CPU µs a handshake |');
    console.log('|---|--:|--:|--:|');
    for (const { name } of servers) {
      console.log(`| ${name} | ${median(name, 'D', 'conns')} | ${median(name, 'D', 'bytes_per_conn')} | ${median(name, 'D', 'hs_cpu_us')} |`);
    }
  }
}
