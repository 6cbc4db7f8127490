import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuild } from '../../src/cli/lib/build.mjs';
import { startServer } from '../../src/cli/lib/server-process.mjs';
import { templateVariable } from './server';

/**
 * Fills one demo district, puts a copy aside for the specs that want a server of their own, and serves it
 * for all the others. The function that it returns ends the run.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  await ensureBuild();
  const filled = mkdtempSync(join(tmpdir(), 'carrel-demo-'));
  const first = await startServer({ dataDir: filled });
  await first.stop();

  const template = mkdtempSync(join(tmpdir(), 'carrel-template-'));
  cpSync(filled, template, { recursive: true });
  process.env[templateVariable] = template;
  const server = await startServer({ dataDir: filled, port: Number(process.env['CARREL_E2E_PORT']) });
  process.env['CARREL_E2E_DATA'] = filled;

  return async () => {
    await server.stop();
    for (const folder of [filled, template]) rmSync(folder, { recursive: true, force: true });
  };
}
