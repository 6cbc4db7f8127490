import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, notes: string[] }} Counts */

/** @param {string} file @returns {any} */
const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);

/** A run that failed without naming a test, or ran none, still counts as one failure. @param {Counts} counts @param {number} code */
function honest(counts, code) {
  if (code !== 0 && counts.failed === 0)
    return { ...counts, failed: 1, notes: [...counts.notes, 'the run itself failed'] };
  if (counts.passed + counts.failed === 0) return { ...counts, failed: 1, notes: ['no test ran'] };
  return counts;
}

/**
 * What vitest's JSON report says. A skipped test and a file that could not be loaded are failures.
 * @param {string} file
 * @param {number} code exit status of the run
 * @returns {Counts}
 */
export function vitestCounts(file, code) {
  const report = read(file);
  if (!report) return { passed: 0, failed: 1, notes: ['no report was written'] };
  const skipped = report.numPendingTests + report.numTodoTests;
  /** @type {string[]} */
  const broken = report.testResults
    .filter((/** @type {any} */ suite) => suite.status === 'failed' && suite.assertionResults.length === 0)
    .map((/** @type {any} */ suite) => suite.name);
  const notes = broken.map((name) => `could not be loaded: ${name}`);
  if (skipped > 0) notes.push(`${skipped} skipped`);
  return honest(
    { passed: report.numPassedTests, failed: report.numFailedTests + skipped + broken.length, notes },
    code,
  );
}

/**
 * What Playwright's JSON report says. A skipped test and one that passed only when repeated are failures.
 * @param {string} file
 * @param {number} code exit status of the run
 * @returns {Counts}
 */
export function playwrightCounts(file, code) {
  const report = read(file);
  if (!report) return { passed: 0, failed: 1, notes: ['no report was written'] };
  const { expected, unexpected, flaky, skipped } = report.stats;
  /** @type {string[]} */
  const notes = (report.errors ?? []).map((/** @type {any} */ error) => String(error.message).split('\n')[0]);
  if (skipped > 0) notes.push(`${skipped} skipped`);
  if (flaky > 0) notes.push(`${flaky} passed only when repeated`);
  return honest({ passed: expected, failed: unexpected + flaky + skipped, notes }, code);
}
