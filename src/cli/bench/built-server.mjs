import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { at } from '../lib/paths.mjs';

/**
 * The server's modules as the production build makes them, in a folder of their own: what tsx makes of them in a thread
 * asks a function for every number of another module, and is searched at half the rate.
 * @returns {Promise<{ startLibrary: any, readEnvironment: any, remove: () => void }>}
 */
export async function buildServer() {
  // Below the packages' folder: from anywhere else they would not be found.
  const folder = mkdtempSync(join(at('node_modules'), '.bench-'));
  const entry = (/** @type {string} */ name) => at(`src/lib/server/${name}.ts`);
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { $lib: at('src/lib') } },
    build: {
      ssr: true,
      outDir: folder,
      target: 'node20',
      rolldownOptions: { input: { start: entry('start'), environment: entry('environment') } },
    },
  });
  const load = (/** @type {string} */ name) => import(join(folder, `${name}.js`));
  const { startLibrary } = await load('start');
  const { readEnvironment } = await load('environment');
  return { startLibrary, readEnvironment, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
