// What the editor, the checks and the tests need on a fresh clone: compiled messages and generated types.
import { compile } from '@inlang/paraglide-js';
import { messagesOptions } from './lib/messages-options.mjs';
import { tool } from './lib/paths.mjs';
import { runNode } from './lib/run.mjs';
import { complain } from './lib/say.mjs';

await compile({ ...messagesOptions, cleanOutdir: false });
const { code, output } = await runNode(tool('@sveltejs/kit/svelte-kit.js'), ['sync']);
if (code !== 0) {
  complain(output);
  process.exitCode = 1;
}
