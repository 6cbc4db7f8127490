// What no other tool looks at: licences of the packages that ship, pinned versions, leftovers in the text.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { at, root } from './lib/paths.mjs';
import { complain, say } from './lib/say.mjs';

const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
  'Zlib',
  // Native libraries that are loaded, not linked in: libvips of sharp.
  'LGPL-3.0-or-later',
]);

/** Whether a licence expression can be met with what is allowed. @param {string} expression @returns {boolean} */
function fits(expression) {
  return expression
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((licence) => allowed.has(licence.trim())));
}

/** @type {string[]} */
const problems = [];
/** @type {{ packages: Record<string, { dev?: boolean, license?: string }> }} */
const lock = JSON.parse(readFileSync(at('package-lock.json'), 'utf8'));
const shipped = Object.entries(lock.packages).filter(([path, entry]) => path !== '' && !entry.dev);
for (const [path, { license }] of shipped) {
  if (!license || !fits(license)) problems.push(`${path}: licence ${license ?? 'not stated'}`);
}

/** @type {Record<string, Record<string, string>>} */
const manifest = JSON.parse(readFileSync(at('package.json'), 'utf8'));
for (const group of ['dependencies', 'devDependencies'])
  for (const [name, version] of Object.entries(manifest[group] ?? {}))
    if (!/^(npm:[\w@/-]+@)?\d/.test(version))
      problems.push(`package.json: ${name} is not pinned (${version})`);

const leftovers =
  /\b(TODO|FIXME|XXX|HACK)\b|[Ll]orem ipsum|@ts-ignore|@ts-nocheck|(es|ox)lint-disable|^<{7} |^>{7} /;
const self = new Set(['src/cli/check-repo.mjs', '.config/eslint.config.js', 'package-lock.json', 'LICENSE']);

/** @returns {string[]} the texts that belong to the product; none where there is no git */
function files() {
  try {
    const folders = ['src', 'e2e', '.config', 'docs', 'README.md'];
    const list = execFileSync('git', ['ls-files', '-z', ...folders], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return list
      .toString()
      .split('\0')
      .filter((file) => /\.(ts|js|mjs|cjs|svelte|css|html|md|json)$/.test(file));
  } catch {
    say('Not a git checkout: leftovers were not searched.');
    return [];
  }
}

for (const file of files()) {
  if (self.has(file) || !existsSync(at(file))) continue;
  const lines = readFileSync(at(file), 'utf8').split('\n');
  const line = lines.findIndex((text) => leftovers.test(text));
  if (line >= 0) problems.push(`${file}:${line + 1}: ${lines[line]?.trim().slice(0, 80)}`);
}

for (const problem of problems) complain(problem);
say(`${shipped.length} shipped packages, ${problems.length} problems.`);
if (problems.length > 0) process.exitCode = 1;
