// What the editor, the checks and the tests need on a fresh clone: compiled messages and generated types.
import { compileMessages } from './lib/compile-messages.mjs';
import { tool } from './lib/paths.mjs';
import { runNode } from './lib/run.mjs';
import { complain } from './lib/say.mjs';

await compileMessages();
const { code, output } = await runNode(tool('@sveltejs/kit/svelte-kit.js'), ['sync']);
if (code !== 0) {
  complain(output);
  process.exitCode = 1;
}
