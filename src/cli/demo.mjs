// From a bare clone to a running demo district: packages, build, server. The server fills an empty database.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild } from './lib/build.mjs';
import { checkNode, ensureModules } from './lib/install.mjs';
import { complain, say } from './lib/say.mjs';

const patienceMs = 120_000;

function setDemoDefaults() {
  const env = process.env;
  env['CARREL_DEMO'] = '1';
  env['DATA_DIR'] ||= 'data';
  mkdirSync(env['DATA_DIR'], { recursive: true });
  env['DATABASE_URL'] ||= `file:${join(env['DATA_DIR'], 'demo.db')}`;
}

/** @param {string} origin */
async function answers(origin) {
  const until = Date.now() + patienceMs;
  while (Date.now() < until) {
    const ok = await fetch(`${origin}/api/health`).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return true;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  return false;
}

/** What only this command knows; the addresses, the sign-ins and the station's code are the server's to print. */
const welcome = () => say(`Stop with Ctrl+C. The data stays in ${process.env['DATABASE_URL']}.`);

try {
  checkNode();
  await ensureModules();
  await ensureBuild();
} catch (error) {
  complain(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
setDemoDefaults();
await import('./start.mjs');
const local = `http://127.0.0.1:${process.env['PORT']}`;
if (await answers(local)) welcome();
else complain('The server does not answer at /api/health; see its log above.');
