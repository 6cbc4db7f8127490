// The message catalogue: every locale has every key, with text and with the same placeholders; every key is
// used somewhere in src; no key that src names is absent.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { at } from './lib/paths.mjs';
import { complain, say } from './lib/say.mjs';

const folder = at('src', 'i18n', 'messages');
const settings = JSON.parse(readFileSync(at('src', 'i18n', 'project.inlang', 'settings.json'), 'utf8'));
/** @type {string[]} */
const locales = settings.locales;
/** @type {string[]} */
const listed = settings['plugin.inlang.messageFormat'].pathPattern.map((/** @type {string} */ p) =>
  basename(p),
);

/** @type {string[]} */
const problems = [];

/** A message is a text or a list of variants. @param {unknown} message @returns {string[]} */
function textsOf(message) {
  if (typeof message === 'string') return [message];
  if (!Array.isArray(message)) return [];
  return message.flatMap((variants) => Object.values(variants.match ?? {}).map(String));
}

/** @param {string[]} texts @returns {string} the names between braces, sorted */
function placeholdersOf(texts) {
  const names = texts.flatMap((text) =>
    [...text.matchAll(/(?<!\\)\{\s*([\w.]+)\s*\}/g)].map((match) => match[1] ?? ''),
  );
  return [...new Set(names)].sort().join(', ');
}

/** @param {string} locale @returns {Map<string, { area: string, texts: string[] }>} */
function readLocale(locale) {
  const messages = new Map();
  for (const file of readdirSync(join(folder, locale)).filter((name) => name.endsWith('.json'))) {
    if (!listed.includes(file))
      problems.push(`${locale}/${file} is not listed in project.inlang/settings.json`);
    const area = basename(file, '.json');
    const content = JSON.parse(readFileSync(join(folder, locale, file), 'utf8'));
    for (const [key, message] of Object.entries(content)) {
      if (key === '$schema') continue;
      if (!key.startsWith(`${area}_`))
        problems.push(`${locale}/${file}: ${key} does not begin with ${area}_`);
      if (messages.has(key)) problems.push(`${locale}: ${key} is there twice`);
      messages.set(key, { area, texts: textsOf(message) });
    }
  }
  return messages;
}

/** @param {string} path @returns {string[]} */
function sourceFiles(path) {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const full = join(path, entry.name);
    if (entry.isDirectory()) return /(paraglide|i18n|cli)$/.test(full) ? [] : sourceFiles(full);
    return /\.(ts|svelte|js)$/.test(entry.name) ? [full] : [];
  });
}

const [base = 'en', ...others] = locales;
const catalogue = readLocale(base);

for (const [key, { texts }] of catalogue) {
  if (texts.length === 0 || texts.some((text) => text.trim() === ''))
    problems.push(`${base}: ${key} has no text`);
}
for (const locale of others) {
  const translated = readLocale(locale);
  for (const [key, { texts }] of catalogue) {
    const other = translated.get(key);
    if (!other) problems.push(`${locale}: ${key} is absent`);
    else if (other.texts.length === 0 || other.texts.some((text) => text.trim() === ''))
      problems.push(`${locale}: ${key} has no text`);
    else if (placeholdersOf(texts) !== placeholdersOf(other.texts))
      problems.push(
        `${locale}: ${key} has the placeholders {${placeholdersOf(other.texts)}}, ${base} {${placeholdersOf(texts)}}`,
      );
  }
  for (const key of translated.keys()) if (!catalogue.has(key)) problems.push(`${base}: ${key} is absent`);
}

const areas = listed.map((file) => basename(file, '.json')).join('|');
/** `m.area_what` and `m['area_what']`. */
const direct = /\bm(?:\.|\[')((?:\w)+)/g;
/** A key whose end is known only at run time: `area_${code}` in a template, 'area_' + code. */
const composed = new RegExp(`[\`'"]((?:${areas})_\\w*)(?:\\$\\{|['"]\\s*\\+)`, 'g');
const mention = new RegExp(`\\b(?:${areas})_\\w+`, 'g');

/** @type {Set<string>} */
const mentioned = new Set();
/** @type {Set<string>} */
const prefixes = new Set();
for (const file of sourceFiles(at('src'))) {
  const source = readFileSync(file, 'utf8');
  const name = file.slice(at().length + 1);
  if (source.includes('paraglide/messages'))
    for (const [, key = ''] of source.matchAll(direct))
      if (new RegExp(`^(${areas})_`).test(key) && !catalogue.has(key) && !source.includes(`${key}\${`))
        problems.push(`${name} uses ${key}, which is not in the catalogue`);
  for (const [, prefix = ''] of source.matchAll(composed)) {
    prefixes.add(prefix);
    if (![...catalogue.keys()].some((key) => key.startsWith(prefix)))
      problems.push(`${name} composes ${prefix}..., and no key begins so`);
  }
  if (!name.endsWith('.test.ts')) for (const [key] of source.matchAll(mention)) mentioned.add(key);
}
for (const key of catalogue.keys()) {
  if (!mentioned.has(key) && ![...prefixes].some((prefix) => key.startsWith(prefix)))
    problems.push(`${key} is used nowhere`);
}

for (const problem of problems) complain(problem);
say(`${catalogue.size} messages in ${locales.join(', ')}; ${problems.length} problems.`);
if (problems.length > 0) process.exitCode = 1;
