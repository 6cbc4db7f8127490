export type Face = 'desk' | 'mine' | 'kiosk';
type Lists = Record<Face | 'common' | 'scanner', string[]>;

const CODE = 'carrel-code-';
const FACES = 'carrel-faces';
const FACES_KEY = '/offline-faces';
const LISTS = '/offline-files.json';

const nameOf = (version: string) => `${CODE}${version}`;

/** The faces that were used on this device: a phone does not load the desk. */
export async function knownFaces(): Promise<Face[]> {
  const kept = await (await caches.open(FACES)).match(FACES_KEY);
  return kept ? ((await kept.json()) as Face[]) : [];
}

export async function rememberFace(face: Face): Promise<void> {
  const known = new Set(await knownFaces());
  if (known.has(face)) return;
  await (await caches.open(FACES)).put(FACES_KEY, Response.json([...known, face]));
}

async function filesOf(face: Face): Promise<string[]> {
  const response = await fetch(LISTS, { cache: 'no-cache' });
  if (!response.ok) throw new Error('offline_files_missing');
  const lists = (await response.json()) as Lists;
  return [...lists.common, ...lists[face], ...(face === 'desk' ? lists.scanner : [])];
}

/** Keeps the code of a face. Names change with contents, so a file that an older version kept is the same one. */
export async function cacheFace(face: Face, version: string): Promise<void> {
  const cache = await caches.open(nameOf(version));
  const missing: string[] = [];
  for (const file of await filesOf(face)) {
    if (await cache.match(file)) continue;
    const older = await caches.match(file);
    if (older) await cache.put(file, older);
    else missing.push(file);
  }
  await cache.addAll(missing);
}

/** The code from the device, where it is kept; from the network otherwise. */
export async function fromCode(request: Request): Promise<Response> {
  return (await caches.match(request.url, { ignoreVary: true })) ?? fetch(request);
}

/** Old versions go, but for the last: a page that is still open may yet load a part of it. */
export async function dropOldCode(version: string): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(CODE) && name !== nameOf(version));
  await Promise.all(old.slice(0, -1).map((name) => caches.delete(name)));
}
