import { localError } from '../error.ts';
import type { Reader } from './frame.ts';
import { encodeParts } from './header.ts';
import { MessageType } from './message.ts';

/** Reads 0x31. */
export const paths: Reader = (view, { type, version, more, begin, end }) =>
  type === MessageType.SSSP_DATA
    ? { kind: 'paths', version, more, paths: pathsOf(version, view, begin, end) }
    : undefined;

/**
 * Message 0x31, shortest paths from one node, still as the bytes that came. A record is 0 id u16 · 2 distance f32 ·
 * 6 parent u16 · 8 flags u16 (version 1, 10 B; version 2 with two bytes behind that mean nothing, 12 B), from
 * version 3 0 id u32 · 4 distance f32 · 8 parent u32 · 12 flags u16 (14 B).
 */
export interface Paths {
  /** 10, 12 or 14. */
  readonly size: number;
  readonly count: number;
  readonly bytes: DataView;
}

export interface Path {
  readonly id: number;
  /** Infinity where no path is known. */
  readonly distance: number;
  /** The node before it on the path; undefined where none is known. */
  readonly parent: number | undefined;
  /** Of the algorithm, 16 bits. */
  readonly flags: number;
}

export function pathsOf(version: number, frame: DataView, begin: number, end: number): Paths {
  const size = sizeOf(version);
  const bytes = new DataView(frame.buffer, frame.byteOffset + begin, end - begin);
  return { size, count: Math.floor(bytes.byteLength / size), bytes };
}

export function pathAt(paths: Paths, index: number): Path {
  const { size, bytes } = paths;
  const at = index * size;
  const wide = size === 14;
  const parent = wide ? bytes.getUint32(at + 8, true) : bytes.getUint16(at + 6, true);
  return {
    id: wide ? bytes.getUint32(at, true) : bytes.getUint16(at, true),
    distance: bytes.getFloat32(at + (wide ? 4 : 2), true),
    parent: parent === unknownOf(size) ? undefined : parent,
    flags: bytes.getUint16(at + (wide ? 12 : 8), true),
  };
}

/** As many messages as needed; throws a StarlingError `UPGRADE_REQUIRED` where an id has no place in a record. */
export function encodePaths(version: number, paths: readonly Path[]): Uint8Array {
  const size = sizeOf(version);
  return encodeParts({ type: MessageType.SSSP_DATA, version, size, count: paths.length }, (view, at, i) => {
    const path = paths[i] as Path;
    const unknown = unknownOf(size);
    const parent = path.parent ?? unknown;
    if (path.id > unknown || parent > unknown || path.parent === unknown) {
      const message = `node ${path.id} has no place in a ${size} byte record`;
      throw localError('protocol', 'UPGRADE_REQUIRED', message);
    }
    if (size === 14) {
      view.setUint32(at, path.id, true);
      view.setFloat32(at + 4, path.distance, true);
      view.setUint32(at + 8, parent, true);
      view.setUint16(at + 12, path.flags, true);
    } else {
      view.setUint16(at, path.id, true);
      view.setFloat32(at + 2, path.distance, true);
      view.setUint16(at + 6, parent, true);
      view.setUint16(at + 8, path.flags, true);
    }
  });
}

function sizeOf(version: number): number {
  return version === 1 ? 10 : version === 2 ? 12 : 14;
}

/** All ones. */
function unknownOf(size: number): number {
  return size === 14 ? 0xffff_ffff : 0xffff;
}
