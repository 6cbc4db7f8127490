// npm run test:records -- <dir>: feeds a folder of real records, barcodes and patron files to the importers
// and scanners and compares with what the folder says about itself.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { vitestCounts } from './lib/counts.mjs';
import { checkNode, ensureModules } from './lib/install.mjs';
import { at, tool } from './lib/paths.mjs';
import { runNode } from './lib/run.mjs';
import { complain, say } from './lib/say.mjs';

/** @param {string} folder @param {string} report */
async function testRecords(folder, report) {
  if (!existsSync(at('.svelte-kit', 'tsconfig.json'))) {
    const prepared = await runNode(at('src', 'cli', 'prepare.mjs'));
    if (prepared.code !== 0) throw new Error(prepared.output);
  }
  const args = ['run', '--config', at('.config', 'vitest.records.config.ts'), '--reporter=default'];
  const { code, output } = await runNode(
    tool('vitest/vitest.mjs'),
    [...args, '--reporter=json', `--outputFile.json=${report}`],
    { env: { RECORDS_DIR: folder } },
  );
  say(output.trim());
  return vitestCounts(report, code);
}

const scratch = mkdtempSync(join(tmpdir(), 'carrel-records-'));
try {
  checkNode();
  const folder = resolve(process.argv[2] ?? '');
  if (!process.argv[2] || !existsSync(folder))
    throw new Error('Usage: npm run test:records -- <folder of records>');
  await ensureModules();
  const { passed, failed, notes } = await testRecords(folder, join(scratch, 'records.json'));
  for (const note of notes) complain(note);
  say(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
} catch (error) {
  complain(error instanceof Error ? error.message : String(error));
  say('0 passed, 1 failed');
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
