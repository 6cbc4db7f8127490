import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { messagesOptions } from './messages-options.mjs';
import { at } from './paths.mjs';

const { project, outdir } = messagesOptions;
const stampFile = join(outdir, '.stamp');

/** A digest of what the compiled messages are made from: the texts, how they are compiled, and by which compiler. */
function messagesStamp() {
  const hash = createHash('sha256');
  const folder = at('src', 'i18n', 'messages');
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  );
  for (const file of [
    join(project, 'settings.json'),
    at('src', 'cli', 'lib', 'messages-options.mjs'),
    at('src', 'cli', 'lib', 'compile-messages.mjs'),
    at('node_modules', '@inlang', 'paraglide-js', 'package.json'),
    ...texts.sort().map((name) => join(folder, name)),
  ])
    hash.update(file).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

/** What a message is given, from its compiled module: `{}`, or `{ count: NonNullable<unknown> }`. @param {string} key */
function inputsOf(key) {
  const compiled = readFileSync(join(outdir, 'messages', `${key}.js`), 'utf8');
  return /@typedef \{(\{.*?\})\} \w+Inputs \*\//.exec(compiled)?.[1] ?? '{}';
}

/**
 * One declaration for all messages. The compiler's own is a file for each of them, made by TypeScript: it takes longer
 * than everything else about them, and again with every type check.
 */
function declareMessages() {
  const index = readFileSync(join(outdir, 'messages', '_index.js'), 'utf8');
  const keys = [...index.matchAll(/^export \* from '\.\/(.+)\.js'/gm)].map((found) => found[1] ?? '');
  const declared = keys.map((key) => {
    const inputs = inputsOf(key);
    return `  readonly ${key}: (inputs${inputs === '{}' ? '?' : ''}: ${inputs}, options?: Options) => LocalizedString;`;
  });
  const lines = [
    "import type { LocalizedString, Locale } from './runtime.js';",
    'type Options = { locale?: Locale };',
    'export declare const m: {',
    ...declared,
    '};',
  ];
  writeFileSync(join(outdir, 'messages.d.ts'), `${lines.join('\n')}\n`);
}

/** Compiles the message catalogue, unless it is compiled already. */
export async function compileMessages() {
  const stamp = messagesStamp();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  const { compile } = await import('@inlang/paraglide-js');
  await compile({ ...messagesOptions, cleanOutdir: true });
  declareMessages();
  writeFileSync(stampFile, stamp);
}
