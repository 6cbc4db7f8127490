// Starts the built server: defaults of the environment, a plain word when something is missing, and an end
// within ten seconds of SIGTERM.
import { createServer } from 'node:net';
import { pathToFileURL } from 'node:url';
import { buildExists } from './lib/build.mjs';
import { at } from './lib/paths.mjs';
import { complain } from './lib/say.mjs';

/** Requests in flight get this long after SIGTERM before their connections are cut. */
const shutdownSeconds = 8;
/** After this the process ends even if something still holds it. */
const lastSeconds = 9.5;

function setDefaults() {
  const env = process.env;
  env['NODE_ENV'] ??= 'production';
  env['PORT'] ||= '3000';
  env['HOST'] ||= '0.0.0.0';
  env['ORIGIN'] ||= `http://localhost:${env['PORT']}`;
  env['MIGRATIONS_DIR'] ||= at('drizzle');
  env['BODY_SIZE_LIMIT'] ||= '256M';
  env['SHUTDOWN_TIMEOUT'] ||= String(shutdownSeconds);
}

/**
 * Whether the port can be had; the server itself would end with a stack trace.
 * @param {number} port @param {string} host
 * @returns {Promise<string | undefined>} the reason when it cannot
 */
function portProblem(port, host) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => resolve('code' in error ? String(error.code) : error.message));
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
}

/**
 * The adapter stops listening and closes idle connections once; a browser's connection that becomes idle
 * later would hold the process for the whole time limit.
 * @param {import('node:http').Server} http
 */
function endWithinTenSeconds(http) {
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    setInterval(() => http.closeIdleConnections(), 100).unref();
    setTimeout(() => process.exit(), lastSeconds * 1000).unref();
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

async function start() {
  if (!buildExists()) throw new Error('There is no build yet. Run: npm run build');
  setDefaults();
  const { PORT = '', HOST = '' } = process.env;
  const problem = await portProblem(Number(PORT), HOST);
  if (problem === 'EADDRINUSE')
    throw new Error(`Port ${PORT} is in use. Choose another: PORT=3001 npm start`);
  if (problem) throw new Error(`Carrel cannot listen on ${HOST}:${PORT} (${problem}).`);
  const { server } = await import(pathToFileURL(at('build', 'index.js')).href);
  endWithinTenSeconds(server.server);
}

try {
  await start();
} catch (error) {
  complain(error instanceof Error ? error.message : String(error));
  if (process.env['LOG_LEVEL'] === 'debug' && error instanceof Error && error.stack) complain(error.stack);
  process.exit(1);
}
