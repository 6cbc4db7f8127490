// npm run bench [-- name ...]: figures of the production build with the demo district in a folder of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuild } from './lib/build.mjs';
import { checkNode, ensureModules } from './lib/install.mjs';
import { columns, complain, say } from './lib/say.mjs';
import { startServer } from './lib/server-process.mjs';

/** Each takes the server's origin and answers rows of figures; loaded after the packages are there. */
const benches = {
  circulation: async (/** @type {string} */ url) =>
    (await import('./bench/circulation.mjs')).benchCirculation(url),
  desk: async (/** @type {string} */ url) => (await import('./bench/desk.mjs')).benchDesk(url),
  // With --titles N also a catalogue of N invented titles, searched in process and in PostgreSQL.
  search: async (/** @type {string} */ url, /** @type {string} */ folder) => {
    const { benchSearch, benchManyTitles } = await import('./bench/search.mjs');
    const rows = await benchSearch(url);
    const titles = option('--titles');
    return titles ? [...rows, ...(await benchManyTitles(folder, titles))] : rows;
  },
  patrons: async () => (await import('./bench/patrons.mjs')).benchPatrons(),
  // With --kill also an import whose server is killed in the middle.
  'patron-import': async () =>
    (await import('./bench/patron-import.mjs')).benchPatronImport({ kill: process.argv.includes('--kill') }),
  // With --records N; 20,000 otherwise.
  'marc-import': async () =>
    (await import('./bench/marc-import.mjs')).benchMarcImport({ records: option('--records') }),
  faces: async (/** @type {string} */ url) => (await import('./bench/faces.mjs')).benchFaces(url),
};

const options = process.argv.slice(2);
const option = (/** @type {string} */ name) =>
  options.includes(name) ? options[options.indexOf(name) + 1] : undefined;
const wanted = options.filter(
  (arg, i) => !arg.startsWith('-') && !['--titles', '--records'].includes(options[i - 1] ?? ''),
);
const dataDir = mkdtempSync(join(tmpdir(), 'carrel-bench-'));

try {
  checkNode();
  const unknown = wanted.filter((name) => !(name in benches) && name !== 'start');
  if (unknown.length > 0) throw new Error(`Benches: start, ${Object.keys(benches).join(', ')}`);
  await ensureModules();
  await ensureBuild();
  say(`Node ${process.versions.node}, ${cpus().length} x ${cpus()[0]?.model.trim() ?? 'processor'}`);
  const filling = await startServer({ dataDir });
  await filling.stop();
  const server = await startServer({ dataDir });
  const rows = [
    ['fill the demo district, ms', filling.startMs.toFixed(0), 'first start on an empty database'],
    ['cold start, ms', server.startMs.toFixed(0), 'from the command to the first healthy answer'],
  ];
  try {
    for (const [name, bench] of Object.entries(benches))
      if (wanted.length === 0 || wanted.includes(name)) rows.push(...(await bench(server.url, dataDir)));
  } catch (error) {
    complain(`${error instanceof Error ? error.message : error}\n${server.log().slice(-2000)}`);
    process.exitCode = 1;
  } finally {
    await server.stop();
  }
  for (const line of columns(rows)) say(line);
  if (rows.some(([, , note]) => note?.startsWith('OVER'))) process.exitCode = 1;
} catch (error) {
  complain(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
