import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The build's files that each face needs without a network; `scanner` is for desks. */
export interface OfflineFiles {
  common: string[];
  desk: string[];
  mine: string[];
  kiosk: string[];
  scanner: string[];
}

interface Chunk {
  file: string;
  imports?: string[];
  dynamicImports?: string[];
  css?: string[];
  assets?: string[];
}
type Manifest = Record<string, Chunk>;

const NODES = '.svelte-kit/generated/client-optimized/nodes/';
/** The start of every page, the root's layout and error page, and the door that leads to a face. */
const COMMON = /client-optimized\/app\.js|runtime\/client\/entry\.js/;
const OF_FACE = {
  desk: 'src/routes/(desk)/',
  mine: 'src/routes/(mine)/',
  kiosk: 'src/routes/(kiosk)/',
} as const;

/** A chunk with everything it loads at once and, for a face, later. */
function closure(manifest: Manifest, keys: readonly string[], lazily: boolean): Set<string> {
  const files = new Set<string>();
  const seen = new Set<string>();
  const queue = [...keys];
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    const chunk = manifest[key];
    if (!chunk || seen.has(key)) continue;
    seen.add(key);
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) files.add(`/${file}`);
    queue.push(...(chunk.imports ?? []), ...(lazily ? (chunk.dynamicImports ?? []) : []));
  }
  return files;
}

const belongsToAll = (node: string) => !node.includes('src/routes/') || /src\/routes\/\+/.test(node);

/**
 * Lists the built files by face from the build's own manifest, while the pages are being prerendered. Without a build
 * (in development) the lists are empty.
 */
export function listOfflineFiles(root = process.cwd()): OfflineFiles {
  const out = join(root, '.svelte-kit/output/client');
  const manifestFile = join(out, '.vite/manifest.json');
  if (!existsSync(manifestFile)) return { common: [], desk: [], mine: [], kiosk: [], scanner: [] };
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
  const nodes = Object.keys(manifest)
    .filter((key) => key.startsWith(NODES))
    .map((key) => ({ key, source: readFileSync(join(root, key), 'utf8') }));
  const keysOf = (wanted: (source: string) => boolean) =>
    nodes.filter(({ source }) => wanted(source)).map(({ key }) => key);
  const starts = Object.keys(manifest).filter((key) => COMMON.test(key));
  const common = closure(manifest, [...starts, ...keysOf(belongsToAll)], false);
  const face = (path: string) =>
    [
      ...closure(
        manifest,
        keysOf((source) => source.includes(path)),
        true,
      ),
    ].filter((file) => !common.has(file));
  const desk = face(OF_FACE.desk);
  return {
    common: [...common],
    desk: desk.filter((file) => !isScanner(file)),
    mine: face(OF_FACE.mine).filter((file) => !isScanner(file)),
    kiosk: face(OF_FACE.kiosk).filter((file) => !isScanner(file)),
    scanner: [...new Set([...desk.filter(isScanner), ...scannerFiles(out)])],
  };
}

const isScanner = (file: string) => file.endsWith('.wasm') || file.includes('/workers/');

/** Workers and what they load are built apart and are not in the manifest. */
function scannerFiles(out: string): string[] {
  const folder = join(out, '_app/immutable');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => `/_app/immutable/${name.replaceAll('\\', '/')}`)
    .filter((file) => isScanner(file) && /\.(js|wasm)$/.test(file));
}
