import { defineConfig } from 'vitest/config';

/** Unit and integration tests, beside the sources they are about. The end-to-end ones are Playwright's. */
export default defineConfig({
  test: {
    include: ['{embedded-server,src-main,src-renderer,build}/**/*.test.{ts,tsx}'],
    environment: 'node',
    // Own processes, as native modules and signals need them; two, because that is what the smallest machine has cores.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    allowOnly: false,
  },
});
