import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const GARDEN = fileURLToPath(new URL('../../examples/garden', import.meta.url));

/** A folder of its own for one test file. */
export interface Folder {
  readonly path: string;
  write(file: string, text: string): Promise<void>;
  remove(): Promise<void>;
}

export async function emptyFolder(name = 'notes'): Promise<Folder> {
  const above = await mkdtemp(join(tmpdir(), 'starling-e2e-'));
  const path = join(above, name);
  await mkdir(path);
  return {
    path,
    write: (file, text) => writeFile(join(path, file), text),
    remove: () => rm(above, { recursive: true, force: true }),
  };
}

/** The example garden, copied, so that tests may write into it. */
export async function garden(): Promise<Folder> {
  const folder = await emptyFolder('garden');
  await cp(GARDEN, folder.path, { recursive: true, filter: (source) => !source.includes('.starling') });
  return folder;
}

/** `pages` generated pages with `links` links each, in clusters of about a hundred, always the same. */
export async function generated(pages: number, links: number): Promise<Folder> {
  const folder = await emptyFolder();
  let seed = 1;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  for (let start = 0; start < pages; start += 500) {
    const part = join(folder.path, `part-${start / 500}`);
    await mkdir(part);
    const ids = Array.from({ length: Math.min(500, pages - start) }, (_, i) => start + i);
    await Promise.all(
      ids.map((id) => {
        const near = (id - (id % 100) + random(100)) % pages;
        const targets = Array.from({ length: links }, (_, k) =>
          k === 0 ? near : k === 1 ? id - (id % 100) : random(pages),
        );
        const text = targets.map((target) => `- [[Page ${target}]]`).join('\n');
        return writeFile(join(part, `Page ${id}.md`), `# Page ${id}\n\n${text}\n`);
      }),
    );
  }
  return folder;
}
