import type { Environment } from './environment';

/** Lines for the person at the server's console; never for anything that happens while it runs. */
export const printLines = (lines: readonly string[]) => void process.stdout.write(`${lines.join('\n')}\n`);

/** Where this server is reached, as far as it knows. */
export const ownAddress = ({ ORIGIN, PORT }: Pick<Environment, 'ORIGIN' | 'PORT'>) =>
  ORIGIN ?? `http://localhost:${PORT}`;
