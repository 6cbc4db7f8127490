// The production build, noted down so that what is run afterwards knows it is the one of these sources.
import { build } from './lib/build.mjs';
import { complain, say } from './lib/say.mjs';

const { code, output, seconds } = await build();
if (code === 0) say(`Built in ${seconds.toFixed(0)} s.`);
else complain(`The build failed:\n${output}`);
process.exitCode = code;
