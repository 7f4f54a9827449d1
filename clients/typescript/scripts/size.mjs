// Prints what the client costs a page, minified and compressed, and fails above the bar of chapter 7.
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'vite';

const BAR = 15_000;
const ENTRY = '\0entry';

/** Everything that is exported, and what is left of it when only the client is used, without optional codecs. */
await measure('all exports', "export * from '/src/index.ts'");
const client = await measure('GraphClient alone', "export { GraphClient } from '/src/index.ts'");
await measure('GraphClient and compact', "export { compact, GraphClient } from '/src/index.ts'");
console.log(`the bar is ${BAR} B gzip, for the client alone`);
if (client >= BAR) process.exitCode = 1;

async function measure(name, source) {
  const result = await build({
    root: new URL('..', import.meta.url).pathname,
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === ENTRY ? id : undefined),
        load: (id) => (id === ENTRY ? source : undefined),
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: ENTRY,
        preserveEntrySignatures: 'strict',
        output: { format: 'es', minify: true },
      },
    },
  });
  const { code } = [result].flat()[0].output[0];
  const gzip = gzipSync(code, { level: 9 }).length;
  const brotli = brotliCompressSync(code).length;
  console.log(`${name}: ${code.length} B minified, ${gzip} B gzip, ${brotli} B brotli`);
  return gzip;
}
