// npm test: everything that must hold, on a fresh machine too. Runs to the end whatever fails, and says
// `N passed, N failed` last. `npm test -- --only unit,lint` runs some of the steps.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './lib/build.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { playwrightCounts, vitestCounts } from './lib/counts.mjs';
import { checkNode, ensureModules } from './lib/install.mjs';
import { at, tool } from './lib/paths.mjs';
import { runNode } from './lib/run.mjs';
import { columns, complain, say } from './lib/say.mjs';

/**
 * @typedef {import('./lib/counts.mjs').Counts} Counts
 * @typedef {import('./lib/run.mjs').Outcome} Outcome
 * @typedef {{ name: string, run: () => Promise<Outcome>, count?: (code: number) => Counts }} Step
 * @typedef {Counts & { name: string, seconds: number }} Result
 */

const reports = mkdtempSync(join(tmpdir(), 'carrel-test-'));
const unitReport = join(reports, 'unit.json');
const browserReport = join(reports, 'browser.json');

/** @param {string} name */
const cli = (name) => runNode(at('src', 'cli', name));
const formatted = [
  '!src/i18n/project.inlang/**',
  'src',
  'e2e',
  '.config',
  'vite.config.ts',
  'svelte.config.js',
  'package.json',
];

/** @type {Record<string, Step>} */
const steps = {
  prepare: { name: 'prepare', run: () => cli('prepare.mjs') },
  format: {
    name: 'format',
    run: () => runNode(tool('prettier/bin/prettier.cjs'), ['--check', ...formatted]),
  },
  lint: {
    name: 'lint',
    run: () =>
      runNode(tool('oxlint/bin/oxlint'), [
        ...['-c', at('.config', 'oxlint.json'), '--deny-warnings'],
        ...['src', 'e2e', '.config', 'vite.config.ts', 'svelte.config.js'],
      ]),
  },
  pages: {
    name: 'pages',
    run: () =>
      runNode(
        tool('eslint/bin/eslint.js'),
        [
          ...['-c', at('.config', 'eslint.config.js'), '--max-warnings', '0'],
          ...['src/**/*.svelte', 'src/**/*.svelte.ts', 'src/lib/domain', 'src/lib/components'],
        ],
        { hasTime: true },
      ),
  },
  types: {
    name: 'types',
    run: () => {
      // What an earlier run left here is checked again, also where its page is gone.
      rmSync(at('.svelte-kit', '.svelte-check'), { recursive: true, force: true });
      return runNode(tool('svelte-check/bin/svelte-check'), [
        ...['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--tsgo'],
      ]);
    },
  },
  tools: {
    name: 'tools',
    run: () =>
      runNode(tool('@typescript/native/bin/tsc'), ['-p', '.config/tsconfig.tools.json', '--singleThreaded']),
  },
  arrows: { name: 'arrows', run: () => cli('check-arrows.mjs') },
  unused: { name: 'unused', run: () => runNode(tool('knip/bin/knip.js'), ['--config', '.config/knip.json']) },
  messages: { name: 'messages', run: () => cli('check-messages.mjs') },
  repo: { name: 'repo', run: () => cli('check-repo.mjs') },
  unit: {
    name: 'unit',
    run: () =>
      runNode(tool('vitest/vitest.mjs'), [
        ...['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
      ]),
    count: (code) => vitestCounts(unitReport, code),
  },
  build: { name: 'build', run: build },
  browser: {
    name: 'browser',
    run: () =>
      runNode(
        tool('@playwright/test/cli.js'),
        ['test', '-c', 'e2e/playwright.config.ts', '--reporter=list,json'],
        {
          env: { PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport },
        },
      ),
    count: (code) => playwrightCounts(browserReport, code),
  },
};

/**
 * Steps of a lane run one after the other, lanes at the same time: two cores are the usual machine. The build compiles
 * the messages anew, so nothing that reads them may run beside it; the format of a file is known by itself. Browsers
 * leave some of the processor to what has time.
 */
const stages = [
  [['prepare']],
  [['unit'], ['lint', 'types', 'tools', 'arrows', 'unused', 'messages', 'repo']],
  [['build'], ['format']],
  [['browser'], ['pages']],
];

/** @returns {Set<string>} */
function chosen() {
  const at = process.argv.findIndex((arg) => arg === '--only' || arg.startsWith('--only='));
  if (at < 0) return new Set(Object.keys(steps));
  const names = (process.argv[at]?.split('=')[1] ?? process.argv[at + 1] ?? '').split(',').filter(Boolean);
  const unknown = names.filter((name) => !(name in steps));
  if (names.length === 0 || unknown.length > 0)
    throw new Error(`--only takes some of: ${Object.keys(steps).join(', ')}`);
  return new Set(names);
}

/** @param {Step} step @returns {Promise<Result>} */
async function take(step) {
  const { code, output, seconds } = await step.run();
  const counts = step.count?.(code) ?? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, notes: [] };
  const verdict = counts.failed === 0 ? 'ok' : 'FAILED';
  say(`${step.name}: ${verdict} (${seconds.toFixed(1)} s)`);
  if (counts.failed > 0)
    complain(`\n--- ${step.name} ---\n${[output.trim(), ...counts.notes].join('\n')}\n---\n`);
  return { name: step.name, seconds, ...counts };
}

/** @param {Set<string>} wanted @returns {Promise<Result[]>} */
async function takeAll(wanted) {
  /** @type {Result[]} */
  const results = [];
  for (const lanes of stages) {
    const lane = async (/** @type {string[]} */ names) => {
      for (const name of names) {
        const step = steps[name];
        if (step && wanted.has(name)) results.push(await take(step));
      }
    };
    await Promise.all(lanes.map(lane));
  }
  return results;
}

/** @param {Result[]} results */
function summary(results) {
  const rows = results.map(({ name, seconds, passed, failed }) => [
    name,
    seconds.toFixed(1),
    String(passed),
    String(failed),
  ]);
  for (const line of columns([['step', 'seconds', 'passed', 'failed'], ...rows])) say(line);
}

try {
  checkNode();
  const wanted = chosen();
  await ensureModules();
  if (wanted.has('browser')) await ensureChromium();
  const results = await takeAll(wanted);
  summary(results);
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  say(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
} catch (error) {
  complain(error instanceof Error ? error.message : String(error));
  say('0 passed, 1 failed');
  process.exitCode = 1;
} finally {
  rmSync(reports, { recursive: true, force: true });
}
