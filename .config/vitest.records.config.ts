import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The checks against a folder of real files (RECORDS_DIR): a run of their own, without the app around them. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  resolve: { alias: { $lib: fileURLToPath(new URL('../src/lib', import.meta.url)) } },
  test: {
    include: ['src/**/*.records.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // The files share what they import: loading it takes as long as testing with it.
    isolate: false,
  },
});
