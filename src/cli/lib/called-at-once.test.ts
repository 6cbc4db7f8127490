import { expect, it } from 'vitest';
import { firstScreenFiles } from './called-at-once.mjs';

const chunk = (fileName: string, imports: string[] = [], ...moduleIds: string[]) => ({
  fileName,
  imports,
  moduleIds,
});
const chunks = [
  chunk('entry/start.js', ['chunks/kit.js']),
  chunk('chunks/kit.js', ['chunks/base.js'], '/node_modules/@sveltejs/kit/src/runtime/client/entry.js'),
  chunk('entry/app.a1.js', ['chunks/base.js'], '/src/routes/(kiosk)/kiosk/+layout.svelte'),
  chunk('nodes/10.js', ['chunks/words.js'], '/src/routes/(kiosk)/kiosk/(station)/+layout.svelte'),
  chunk('nodes/78.js', ['chunks/words.js'], '/src/routes/(kiosk)/kiosk/(station)/+page.svelte'),
  chunk('nodes/80.js', ['chunks/title.js'], '/src/routes/(kiosk)/kiosk/(station)/titles/[id]/+page.svelte'),
  chunk('nodes/3.js', ['chunks/base.js'], '/src/routes/(desk)/desk/+layout.svelte'),
  chunk('chunks/words.js', ['chunks/base.js']),
  chunk('chunks/base.js', ['chunks/words.js']),
  chunk('chunks/title.js'),
];

it("names what a station's first screen imports, and nothing that only other pages do", () => {
  expect([...firstScreenFiles(chunks)].toSorted()).toEqual([
    'chunks/base.js',
    'chunks/kit.js',
    'chunks/words.js',
    'nodes/10.js',
    'nodes/78.js',
  ]);
});
