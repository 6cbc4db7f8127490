import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { plainIcon } from './plain-icons.mjs';

const source = (name: string) =>
  readFileSync(
    new URL(`../../../node_modules/@lucide/svelte/dist/icons/${name}.svelte`, import.meta.url),
    'utf8',
  );

it('draws an icon with all its lines at once', () => {
  const plain = plainIcon(source('search'));
  expect(plain).toContain('<path d="m21 21-4.34-4.34" /><circle cx="11" cy="11" r="8" /></svg>');
  expect(plain).toContain('class={look}');
  expect(plain).not.toContain('import');
});

it('leaves a component of another kind as it is', () => {
  expect(plainIcon('<script>let { a } = $props();</script>{a}')).toBeUndefined();
});
