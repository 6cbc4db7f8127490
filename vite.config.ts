import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { calledAtOnce } from './src/cli/lib/called-at-once.mjs';
import { gatheredFiles } from './src/cli/lib/gathered-files.mjs';
import { messagesOptions } from './src/cli/lib/messages-options.mjs';
import { plainIcons } from './src/cli/lib/plain-icons.mjs';

/**
 * Words and icons that several pages share are gathered: a page that asks for a hundred files of a few bytes is slow to
 * start, above all on a phone. Only what depends on nothing else of ours is gathered, so that no two files wait for each
 * other; which pages need a word still decides which file it is in.
 */
const gathered = {
  groups: [
    {
      name: 'base',
      priority: 2,
      test: /\/node_modules\/(svelte|esm-env|clsx)\/|paraglide\/runtime|lucide\/svelte\/dist\/[^/]+$/,
    },
    {
      name: 'words',
      priority: 1,
      test: /\/paraglide\/|\/@lucide\/svelte\/dist\/icons\//,
      minShareCount: 2,
      entriesAware: true,
      entriesAwareMergeThreshold: 4_000,
    },
    {
      name: gatheredFiles(),
      // Nothing comes along that another file is meant for.
      includeDependenciesRecursively: false,
    },
  ],
};

export default defineConfig(({ command }) => ({
  // The build and the tests run on messages that are compiled already; the development server watches them.
  plugins: [
    ...(command === 'serve' && !process.env['VITEST'] ? [paraglideVitePlugin(messagesOptions)] : []),
    plainIcons(),
    calledAtOnce(),
    sveltekit(),
  ],
  environments: {
    client: {
      build: {
        rolldownOptions: {
          // A file that holds a page's own module may hold others too.
          preserveEntrySignatures: 'allow-extension',
          output: { codeSplitting: gathered },
        },
      },
    },
  },
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
