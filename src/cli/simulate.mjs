// npm run simulate -- [--seed N] [--days 180] [--patrons 1500] [--transactions 60000]: a school year against the
// production build; what must be so is looked at on every day of it. The same seed gives the same year.
import { parseArgs } from 'node:util';
import { ensureBuild } from './lib/build.mjs';
import { checkNode, ensureModules } from './lib/install.mjs';
import { columns, complain, say } from './lib/say.mjs';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    days: { type: 'string', default: '180' },
    patrons: { type: 'string', default: '1500' },
    transactions: { type: 'string', default: '60000' },
    quiet: { type: 'boolean', default: false },
  },
});

/** @param {string} name @param {string} text @param {number} least */
function wholeNumber(name, text, least) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least)
    throw new Error(`--${name} is a whole number of at least ${least}.`);
  return number;
}

/** @param {import('./simulate/year.mjs').YearReport} report @param {number} days */
function table({ digest, seconds, tally }, days) {
  const byNumber = (/** @type {Map<string, number>} */ counts) =>
    [...counts].sort((a, b) => b[1] - a[1]).map(([name, times]) => [`  ${name}`, String(times)]);
  return [
    ['days', String(days)],
    ['transactions', String(tally.transactions)],
    ...byNumber(tally.done),
    ['refused', String([...tally.refused.values()].reduce((sum, times) => sum + times, 0))],
    ...byNumber(tally.refused),
    ['kills', String(tally.kills)],
    ['sent again, same answer', String(tally.again)],
    ['invariants checked', String(tally.invariants)],
    ['seconds', seconds.toFixed(0)],
    ['digest', digest],
  ];
}

try {
  checkNode();
  const options = {
    seed: wholeNumber('seed', values.seed, 0),
    days: wholeNumber('days', values.days, 1),
    patrons: wholeNumber('patrons', values.patrons, 12),
    transactions: wholeNumber('transactions', values.transactions, 1),
    ...(values.quiet ? {} : { tell: say }),
  };
  await ensureModules();
  await ensureBuild();
  const { simulateYear } = await import('./simulate/year.mjs');
  for (const line of columns(table(await simulateYear(options), options.days))) say(line);
} catch (error) {
  complain(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
