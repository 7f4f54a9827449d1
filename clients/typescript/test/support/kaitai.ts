import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';
import { parse } from 'yaml';

/** What a generated parser made of bytes: its fields by their names in the .ksy, in camel case. */
export type Tree = Readonly<Record<string, unknown>>;

type Parser = new (io: Stream, parent?: unknown, root?: unknown, ...parameters: readonly number[]) => object;

/** What Kaitai's compiler makes of `protocol/starling.ksy`. Enums lead both ways, names in upper case. */
export interface Generated {
  readonly Starling: Parser &
    Readonly<
      Record<'Payload' | 'Wire34' | 'Wire36' | 'Compute48' | 'HeaderlessV1' | 'HeaderlessV2', Parser>
    > & {
      readonly MessageType: Readonly<Record<number, string>>;
      readonly Graph: Readonly<Record<number, string>>;
    };
}

interface Stream {
  isEof(): boolean;
}

interface Compiler {
  compile(language: string, ksy: unknown, importer: null, debug: boolean): Promise<Record<string, string>>;
}

const required = createRequire(import.meta.url);
const compiler = required('kaitai-struct-compiler') as Compiler;
const KaitaiStream = required('kaitai-struct/KaitaiStream') as (new (
  bytes: ArrayBuffer,
) => Stream) &
  Readonly<Record<string, unknown>>;
const REFUSALS = Object.entries(KaitaiStream).filter(([name]) => name.endsWith('Error'));
const KSY: unknown = parse(
  readFileSync(new URL('../../../../protocol/starling.ksy', import.meta.url), 'utf8'),
);

/** Returns source files by name. */
export function compile(language: string): Promise<Record<string, string>> {
  return compiler.compile(language, KSY, null, false);
}

export async function generate(): Promise<Generated> {
  const { 'Starling.js': source = '' } = await compile('javascript');
  const exported = {};
  compileFunction(source, ['exports', 'require'])(exported, required);
  return exported as Generated;
}

/** Whether it was Kaitai's runtime that threw it, since bytes were lacking or were not what the .ksy says. */
export function isRefusal(error: unknown): boolean {
  return REFUSALS.some(([, type]) => (error as Error).constructor === type);
}

/** Returns what is further inside. */
export function inside(tree: Tree, ...names: readonly string[]): Tree {
  return names.reduce((at, name) => at[name] as Tree, tree);
}

export function listOf(tree: Tree, name: string): readonly Tree[] {
  return tree[name] as readonly Tree[];
}

export function numberOf(tree: Tree | undefined, name: string): number {
  return tree?.[name] as number;
}

/** Reads all of the bytes; throws what Kaitai's runtime throws where they are not such a thing. */
export function read(parser: Parser, bytes: Uint8Array, ...parameters: readonly number[]): Tree {
  const io = new KaitaiStream(Uint8Array.from(bytes).buffer);
  const tree = new parser(io, undefined, undefined, ...parameters) as Tree;
  if (!io.isEof()) throw new Error('bytes are left over');
  return tree;
}
