// Prints what the client costs a page, minified and compressed, and fails above the bar of chapter 7.
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'vite';

const BAR = 15_000;

const result = await build({
  root: new URL('..', import.meta.url).pathname,
  configFile: false,
  logLevel: 'error',
  build: {
    write: false,
    target: 'es2022',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: 'src/index.ts',
      preserveEntrySignatures: 'strict',
      output: { format: 'es', minify: true },
    },
  },
});
const { code } = [result].flat()[0].output[0];
if (process.argv[2]) (await import('node:fs')).writeFileSync(process.argv[2], code);
const gzip = gzipSync(code, { level: 9 }).length;
const brotli = brotliCompressSync(code).length;
console.log(`${code.length} B minified, ${gzip} B gzip, ${brotli} B brotli; the bar is ${BAR} B gzip`);
if (gzip >= BAR) process.exitCode = 1;
