import { brotliDecompressSync, inflateSync } from 'node:zlib';
import { type Generated, inside, listOf, numberOf, read, type Tree } from './kaitai.ts';
import { fieldsOf } from './kaitai-message.ts';

export interface Reading {
  readonly messages: readonly object[];
  readonly skipped: number;
}

/** The message is well-formed, but not what may come here and now. */
class NotAgreed extends Error {}

const MAX_PAYLOAD = 65_535;
const NOT_SENT: Readonly<Record<string, readonly string[]>> = {
  client: ['GRAPH_UPDATE', 'AGENT_POSITIONS', 'COMPACT_UPDATE', 'SSSP_DATA'],
  server: ['BROADCAST_ACK'],
};

/** What a connection knows besides the bytes: what was agreed on, by the `mode` of a vector, and who is speaking. */
export class Chain {
  readonly #generated: Generated;
  readonly #from: string;
  readonly #version: number | undefined;
  readonly #codings: readonly string[];

  constructor(generated: Generated, mode: string, from = '') {
    const [, version, codings = ''] = mode.split(':');
    this.#generated = generated;
    this.#from = from;
    this.#version = version === undefined ? undefined : Number(version);
    this.#codings = codings.split(',');
  }

  read(bytes: Uint8Array): Reading {
    const tree = read(this.#generated.Starling, bytes);
    const messages: object[] = [];
    let skipped = 0;
    let shaken = false;
    for (const message of listOf(tree, 'messages')) {
      const type = this.#generated.Starling.MessageType[numberOf(message, 'type')];
      shaken ||= type === 'HANDSHAKE';
      const fields = type === undefined ? undefined : fieldsOf(type, this.#body(message));
      this.#require(message, type, fields, shaken);
      if (fields === undefined || NOT_SENT[this.#from]?.includes(type as string)) skipped++;
      else messages.push({ ...this.#header(message, type as string), ...fields });
    }
    return { messages, skipped };
  }

  #header(message: Tree, type: string): object {
    const graph = this.#generated.Starling.Graph[numberOf(message, 'graph')]?.toLowerCase();
    return {
      type: type === 'VOICE_DATA' ? 'VOICE_CHUNK' : type,
      version: message['version'],
      ...(message['more'] ? { more: true } : {}),
      ...(graph === undefined ? {} : { graph }),
    };
  }

  #body(message: Tree): Tree {
    if (!message['isCompressed']) return inside(message, 'payload', 'body');
    const plain = this.#inflate(message);
    const [type, version] = [numberOf(message, 'type'), numberOf(message, 'version')];
    return inside(read(this.#generated.Starling.Payload, plain, type, version), 'body');
  }

  /** The bounds of docs/protocol.md; which coding it is was checked by the parser. */
  #inflate({ compressed, isZlib }: Tree): Uint8Array {
    const bytes = compressed as Uint8Array;
    if (!this.#codings.includes(isZlib ? 'zlib' : 'brotli')) throw new NotAgreed('compressed');
    if (!isZlib && (bytes.length < 16 || windowBits(bytes[0] as number) > 16)) throw new Error('brotli');
    const inflate = isZlib ? inflateSync : brotliDecompressSync;
    const { buffer, engine } = inflate(bytes, {
      info: true,
      maxOutputLength: Math.max(1, Math.min(MAX_PAYLOAD, 64 * bytes.length)),
    }) as unknown as { buffer: Uint8Array; engine: { bytesWritten: number } };
    if (engine.bytesWritten !== bytes.length) throw new Error('bytes behind the stream');
    return buffer;
  }

  #require(message: Tree, type: string | undefined, fields: object | undefined, shaken: boolean): void {
    if (message['more'] && this.#version === undefined) throw new NotAgreed('0x80 before a handshake');
    if (type === 'HANDSHAKE' && 'agreed' in (fields ?? {}) !== (this.#from === 'server')) {
      throw new NotAgreed('only clients offer, and only servers answer');
    }
    const agreed = this.#version === undefined || shaken || message['version'] === this.#version;
    if (this.#from === 'client' && !agreed) throw new NotAgreed('another version');
  }
}

/** RFC 7932, 9.1, as far as it is asked here: 17 stands for all above 16. */
function windowBits(first: number): number {
  if ((first & 0x01) === 0) return 16;
  return (first & 0x0e) === 0 && (first & 0x70) >= 0x20 ? 15 : 17;
}
