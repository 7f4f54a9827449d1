import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COMMAND = process.env['STARLING'] ?? './starling';
const ADDRESS = /Starling is at (http:\/\/\S+)/;
const STARTS_WITHIN_MS = 540_000;

/** A server of this checkout over a folder. */
export interface Server {
  readonly url: string;
  /** Ends the process at once, as a crash would. */
  kill(): Promise<void>;
}

/** Starts `./starling serve FOLDER`; port 0 takes a free one. */
export function serve(folder: string, port = 0): Promise<Server> {
  const child = spawn(COMMAND, ['serve', folder, '--port', String(port)], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that what the launcher starts ends with it.
    detached: true,
  });
  const log: string[] = [];
  child.stderr.on('data', (data: Buffer) => log.push(data.toString()));
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => fail('said no address in time'), STARTS_WITHIN_MS);
    const fail = (why: string): void => {
      clearTimeout(late);
      void end(child).then(() => reject(new Error(`${COMMAND} serve ${why}\n${log.join('')}`)));
    };
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`ended with ${code}`));
    createInterface({ input: child.stdout }).on('line', (line) => {
      log.push(`${line}\n`);
      const url = ADDRESS.exec(line)?.[1];
      if (url === undefined) return;
      clearTimeout(late);
      child.removeAllListeners('exit');
      resolve({ url, kill: () => end(child) });
    });
  });
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
      resolve();
      return;
    }
    child.once('exit', () => resolve());
    process.kill(-child.pid, 'SIGKILL');
  });
}
