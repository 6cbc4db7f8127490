import { existsSync, readFileSync } from 'node:fs';
import { at } from './paths.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';

const oldestNode = [20, 19];

/** Throws with a sentence when this Node is older than the project's `engines`. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = oldestNode;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  throw new Error(`Carrel needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}.`);
}

/** @typedef {{ packages?: Record<string, { version?: string, optional?: boolean, devOptional?: boolean }> }} Lock */

/** @param {string} path @returns {Lock} */
const readLock = (path) => JSON.parse(readFileSync(path, 'utf8'));

/**
 * Whether node_modules holds what package-lock.json asks for. Compared by content: file times change with
 * every checkout and would make every fresh clone or branch reinstall.
 */
export function modulesAreCurrent() {
  const installedPath = at('node_modules', '.package-lock.json');
  if (!existsSync(installedPath)) return false;
  const wanted = readLock(at('package-lock.json')).packages ?? {};
  const installed = readLock(installedPath).packages ?? {};
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = installed[path];
    if (!found) return Boolean(entry.optional || entry.devOptional);
    return found.version === entry.version;
  });
}

/** Installs the locked packages when they are absent or others. Throws when npm fails. */
export async function ensureModules() {
  if (modulesAreCurrent()) return;
  say('Installing the packages of package-lock.json (npm ci) ...');
  const { code, seconds } = await run('npm', ['ci', '--no-audit', '--no-fund'], { show: true });
  if (code !== 0) throw new Error('npm ci failed; its output is above.');
  say(`Installed in ${seconds.toFixed(0)} s.`);
}
