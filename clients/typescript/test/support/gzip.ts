import { gunzipSync, gzipSync } from 'node:zlib';
import type { Gzip } from '../../src/codec/settings/gzip.ts';

/** By Node's own zlib. */
export const nodeGzip: Gzip = {
  gzip: (bytes) => gzipSync(bytes),
  gunzip: (member, maxBytes) => gunzipSync(member, { maxOutputLength: maxBytes }),
};
