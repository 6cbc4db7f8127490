import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { at } from '../lib/paths.mjs';

/** What benches call, by the files that it stands in. */
const MODULES = {
  start: 'server/start',
  environment: 'server/environment',
  client: 'server/db/client',
  database: 'server/db/database',
  'index-builder': 'server/search/index-builder.worker',
  'remake-tables': 'server/search/tables/remake-tables',
  'generation-file': 'server/search/memory/generation-file',
  'sorted-keys': 'server/search/memory/sorted-keys',
  'spell-from-memory': 'server/search/memory/spell-from-memory',
  'suggest-titles': 'server/search/memory/suggest-titles',
  'title-memory': 'server/search/memory/title-memory',
  'sort-keys': 'domain/catalogue/sort-keys',
};

/**
 * The server's modules as the production build makes them, in a folder of their own: what tsx makes of them in a thread
 * asks a function for every number of another module, and is searched at half the rate.
 * @returns {Promise<{ load: (name: keyof typeof MODULES) => Promise<any>, remove: () => void }>}
 */
export async function buildServer() {
  // Below the packages' folder: from anywhere else they would not be found.
  const folder = mkdtempSync(join(at('node_modules'), '.bench-'));
  const input = Object.fromEntries(
    Object.entries(MODULES).map(([name, path]) => [name, at(`src/lib/${path}.ts`)]),
  );
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { $lib: at('src/lib') } },
    build: { ssr: true, outDir: folder, target: 'node20', rolldownOptions: { input } },
  });
  return {
    load: (name) => import(join(folder, `${name}.js`)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
