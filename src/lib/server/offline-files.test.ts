import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listOfflineFiles } from './offline-files';

const NODES = '.svelte-kit/generated/client-optimized/nodes';
const OUT = '.svelte-kit/output/client';
let root: string;

function put(path: string, text: string) {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'carrel-files-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('lists nothing where nothing was built', () => {
  expect(listOfflineFiles(root)).toEqual({ common: [], desk: [], mine: [], kiosk: [], scanner: [] });
});

it('gives each face its own code, late parts and the scanner included, and no other face’s', () => {
  const node = (n: number) => `${NODES}/${n}.js`;
  put(node(0), 'import "../../../../src/routes/+layout.svelte"');
  put(node(1), 'import "../../../../src/routes/(desk)/desk/+page.svelte"');
  put(node(2), 'import "../../../../src/routes/(mine)/mine/+page.svelte"');
  put(node(3), 'import "../../../../src/routes/(admin)/patrons/+page.svelte"');
  put(node(4), 'import "../../../../src/routes/(kiosk)/kiosk/+page.svelte"');
  const manifest = {
    [node(0)]: { file: 'n0.js', imports: ['shared'] },
    [node(1)]: { file: 'n1.js', imports: ['shared', 'desk'], css: ['desk.css'], dynamicImports: ['late'] },
    [node(2)]: { file: 'n2.js', imports: ['shared'], assets: ['font.woff2'] },
    [node(4)]: { file: 'n4.js', imports: ['shared'] },
    [node(3)]: { file: 'n3.js', imports: ['heavy'] },
    'node_modules/@sveltejs/kit/src/runtime/client/entry.js': { file: 'start.js', imports: [] },
    '.svelte-kit/generated/client-optimized/app.js': { file: 'app.js', dynamicImports: [node(3)] },
    shared: { file: 'shared.js' },
    desk: { file: 'desk.js', imports: ['shared'] },
    late: { file: 'late.js', imports: ['desk'] },
    heavy: { file: 'heavy.js' },
  };
  put(`${OUT}/.vite/manifest.json`, JSON.stringify(manifest));
  put(`${OUT}/_app/immutable/workers/decode.js`, '');
  put(`${OUT}/_app/immutable/workers/decode.js.map`, '');
  put(`${OUT}/_app/immutable/workers/assets/reader.wasm`, '');
  const lists = listOfflineFiles(root);
  expect(lists.common.sort()).toEqual(['/app.js', '/n0.js', '/shared.js', '/start.js']);
  expect(lists.desk.sort()).toEqual(['/desk.css', '/desk.js', '/late.js', '/n1.js']);
  expect(lists.mine.sort()).toEqual(['/font.woff2', '/n2.js']);
  expect(lists.kiosk).toEqual(['/n4.js']);
  expect(lists.scanner.sort()).toEqual([
    '/_app/immutable/workers/assets/reader.wasm',
    '/_app/immutable/workers/decode.js',
  ]);
});
