import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  // Relative, so that the page also works below a path of a reverse proxy.
  base: './',
  // The client is built into the page from its source: one build, and always the one of this checkout.
  resolve: { alias: { '@starling/client': source('../clients/typescript/src/index.ts') } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // three.js is one 500 kB module; splitting it would only add requests.
    chunkSizeWarningLimit: 900,
  },
  server: {
    port: 5173,
    proxy: { '/ws': { target: 'ws://127.0.0.1:3001', ws: true }, '/api': 'http://127.0.0.1:3001' },
  },
  test: { include: ['src/**/*.test.ts'] },
});
