import { defineConfig } from 'vitest/config';

/** Browser tests against the real server; one file at a time, for they share the machine's cores with Chromium. */
export default defineConfig({
  test: {
    include: ['e2e/**/*.e2e.ts'],
    fileParallelism: false,
    // The first start may build the server.
    hookTimeout: 600_000,
    testTimeout: 120_000,
  },
});
