import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folder = join('src', 'i18n', 'messages', 'es');
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));

it.each(files)('calls a site a "sede" and nothing else in %s', (file) => {
  expect(readFileSync(join(folder, file), 'utf8')).not.toMatch(/\bcentros?\b/i);
});
