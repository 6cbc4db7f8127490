import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [
    paraglideVitePlugin({
      project: './src/i18n/project.inlang',
      outdir: './src/lib/paraglide',
      emitTsDeclarations: true,
      strategy: ['cookie', 'preferredLanguage', 'baseLocale'],
      cookieName: 'locale',
    }),
    sveltekit(),
  ],
  worker: { format: 'es' },
  optimizeDeps: { include: ['zxing-wasm/reader', 'workbox-window', 'dexie'] },
  test: {
    include: ['src/**/*.test.ts'],
    exclude: ['src/**/*.records.test.ts', 'node_modules/**'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    pool: 'forks',
  },
});
