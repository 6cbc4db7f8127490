// Which file may import which: src must be clean, and the deliberately illegal fixture must be reported in
// full. Without the second half a rule whose pattern matches nothing would stay green for ever.
import { createRequire } from 'node:module';
import { at, tool } from './lib/paths.mjs';
import { runNode } from './lib/run.mjs';
import { complain, say } from './lib/say.mjs';

const configFile = at('.config', 'dependency-cruiser.cjs');
/** @type {{ forbidden: { name: string }[] }} */
const { forbidden } = createRequire(import.meta.url)(configFile);

/**
 * @typedef {{ from: string, to: string, rule: { name: string } }} Violation
 * @param {string} folder the one that holds src
 * @returns {Promise<{ violations: Violation[], modules: number, arrows: number }>}
 */
async function cruise(folder) {
  const args = ['--config', configFile, '--output-type', 'json', 'src'];
  const { output } = await runNode(tool('dependency-cruiser/bin/dependency-cruise.mjs'), args, {
    cwd: folder,
  });
  const start = output.indexOf('{');
  if (start < 0) throw new Error(`dependency-cruiser said: ${output.trim()}`);
  const { summary } = JSON.parse(output.slice(start));
  return {
    violations: summary.violations,
    modules: summary.totalCruised,
    arrows: summary.totalDependenciesCruised,
  };
}

const [product, fixture] = await Promise.all([cruise(at()), cruise(at('.config', 'fixtures', 'illegal'))]);

for (const { rule, from, to } of product.violations) complain(`${rule.name}: ${from} -> ${to}`);
say(`src: ${product.modules} modules, ${product.arrows} arrows, ${product.violations.length} forbidden.`);

const reported = new Set(fixture.violations.map(({ rule }) => rule.name));
const silent = forbidden.filter(({ name }) => !reported.has(name)).map(({ name }) => name);
for (const name of silent) complain(`${name}: the fixture breaks this rule and nothing was reported.`);
say(
  `fixture: ${fixture.violations.length} forbidden arrows, ${reported.size} of ${forbidden.length} rules spoke.`,
);

if (product.violations.length > 0 || silent.length > 0 || product.modules === 0) process.exitCode = 1;
