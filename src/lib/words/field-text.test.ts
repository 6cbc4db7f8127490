import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inLocale } from '$lib/server/http/locale';
import { fieldText, hasFieldText } from './field-text';

const contracts = join('src', 'lib', 'contracts');

/** Every code that a contract may answer with, read from the contracts themselves. */
const codes = readdirSync(contracts)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .flatMap((file) =>
    [...readFileSync(join(contracts, file), 'utf8').matchAll(/'code:([a-z-]+)'/g)].map(([, code]) => code),
  )
  // A malformed id is a fault of the program that sent it, not something a person typed.
  .filter((code) => code !== undefined && code !== 'uuid') as string[];

describe('fieldText', () => {
  it('reads codes from the contracts', () => {
    expect(codes).toContain('password-too-short');
  });

  it.each([...new Set(codes)])('has words of its own for %s', (code) => {
    expect(hasFieldText(code)).toBe(true);
  });

  it('speaks the language of the request', () => {
    const spanish = inLocale('es', 'http://library.test', () => fieldText('required'));
    const english = inLocale('en', 'http://library.test', () => fieldText('required'));
    expect([english, spanish]).toEqual(['Fill this in.', 'Rellene este campo.']);
  });

  it('names the rule that is in the way', () => {
    expect(inLocale('en', 'http://library.test', () => fieldText('scope-taken', '12'))).toContain('12');
  });

  it('never shows a bare code, nor an inherited name', () => {
    const other = fieldText('no-such-code');
    expect(other).not.toContain('no-such-code');
    expect(fieldText('toString')).toBe(other);
    expect(fieldText('constructor')).toBe(other);
  });
});
