import { existsSync } from 'node:fs';
import { tool } from './paths.mjs';
import { run, runNode } from './run.mjs';
import { complain, say } from './say.mjs';

const system = '/usr/bin/chromium';

/** The Chromium of this machine, or undefined when only Playwright's own can be used. */
export function systemChromium() {
  const named = process.env['CHROMIUM'];
  if (named) return named;
  return existsSync(system) ? system : undefined;
}

const isRoot = () => process.getuid?.() === 0;

async function installWithApt() {
  say('Installing Chromium for the browser tests (apt-get install chromium) ...');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env });
  const { code, output } = await run(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
    {
      env,
    },
  );
  if (code !== 0) complain(output.split('\n').slice(-10).join('\n'));
}

async function installPlaywrightsOwn() {
  say("Taking Playwright's own Chromium ...");
  const { code, output } = await runNode(tool('@playwright/test/cli.js'), ['install', 'chromium']);
  if (code !== 0) complain(output.split('\n').slice(-10).join('\n'));
}

/**
 * Sees to it that the browser tests find a Chromium: the system's, else Debian's by apt-get (as root), else
 * Playwright's. Says what to do by hand where it may not install; the browser tests then report the absence.
 */
export async function ensureChromium() {
  if (systemChromium()) return;
  const debian = existsSync('/usr/bin/apt-get');
  if (debian && isRoot()) await installWithApt();
  else if (debian) complain('No Chromium found. As root: apt-get install chromium');
  if (!systemChromium()) await installPlaywrightsOwn();
}
