import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { at, root, tool } from './paths.mjs';
import { runNode } from './run.mjs';
import { say } from './say.mjs';

const inputs = [
  'src',
  'static',
  'drizzle',
  'package.json',
  'package-lock.json',
  'svelte.config.js',
  'vite.config.ts',
];
const stampFile = at('build', '.stamp');

/** Generated, or of no influence on the build. @param {string} path */
const ignored = (path) => /(^|\/)src\/(lib\/paraglide|cli)(\/|$)|\.test\.ts$|\/\.|~$/.test(path);

/** @param {string} path @returns {string[]} files below a path, in a fixed order */
function filesBelow(path) {
  if (!existsSync(path)) return [];
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const full = join(path, entry.name);
    if (ignored(relative(root, full))) return [];
    return entry.isDirectory() ? filesBelow(full) : [full];
  });
}

/** A digest of everything the production build is made from. */
export function sourceStamp() {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0] ?? '');
  for (const input of inputs) {
    const path = at(input);
    const files = /\.\w+$/.test(input) ? [path].filter(existsSync) : filesBelow(path);
    for (const file of files) hash.update(relative(root, file)).update('\0').update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Whether a build is there at all. */
export const buildExists = () => existsSync(at('build', 'index.js'));

/** Whether the build is the one of the present sources. */
export const buildIsCurrent = () =>
  buildExists() && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === sourceStamp();

/**
 * Message catalogue, generated types, production build, stamp.
 * @returns {Promise<import('./run.mjs').Outcome>}
 */
export async function build() {
  const prepared = await runNode(at('src', 'cli', 'prepare.mjs'));
  if (prepared.code !== 0) return prepared;
  // In a bare clone the preparation leaves files of its own beside the messages.
  const stamp = sourceStamp();
  const built = await runNode(tool('vite/bin/vite.js'), ['build'], { env: { NODE_ENV: 'production' } });
  if (built.code === 0) writeFileSync(stampFile, stamp);
  return built;
}

/** Builds when the build is absent or older than the sources. Throws when it cannot be built. */
export async function ensureBuild() {
  if (buildIsCurrent()) return;
  say('Building ...');
  const { code, output, seconds } = await build();
  if (code !== 0) throw new Error(`The build failed:\n${output}`);
  say(`Built in ${seconds.toFixed(0)} s.`);
}
