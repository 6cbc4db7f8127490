import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { messagesOptions } from './src/cli/lib/messages-options.mjs';

export default defineConfig(({ command }) => ({
  // The build and the tests run on messages that are compiled already; the development server watches them.
  plugins: [
    ...(command === 'serve' && !process.env['VITEST'] ? [paraglideVitePlugin(messagesOptions)] : []),
    sveltekit(),
  ],
  worker: { format: 'es' },
  optimizeDeps: { include: ['zxing-wasm/reader', 'workbox-window', 'dexie'] },
  test: {
    include: ['src/**/*.test.ts'],
    exclude: ['src/**/*.records.test.ts', 'node_modules/**'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    setupFiles: ['.config/test-setup.ts'],
    pool: 'forks',
    // The modules are the same for every file and keep nothing between tests: loading them once halves the run.
    isolate: false,
    // Compiled messages are thousands of small modules that Node can load as they are.
    server: { deps: { external: [/\/src\/lib\/paraglide\//] } },
    maxWorkers: 2,
  },
}));
