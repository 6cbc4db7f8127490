import { unzipSync } from 'fflate';
import { photoNames, type PhotoName } from '$lib/domain/imports/related-photos';
import { PHOTO_LIMITS } from '$lib/domain/patrons/photo';
import { JobFailed } from '../jobs/handler';
import { isPacked } from '$lib/domain/imports/text-encoding';

const MOST_PHOTOS = 20_000;
/** As many are unpacked at a time: a school's photos do not fit into memory at once. */
const AT_ONCE = 20;

export interface ZippedPhoto extends PhotoName {
  /** Null for a file that claims to be too large for a photo; such are never unpacked. */
  readonly bytes: Uint8Array | null;
}

function unpacked(bytes: Uint8Array, wanted: (name: string) => boolean) {
  try {
    return unzipSync(bytes, { filter: ({ name }) => wanted(name) });
  } catch {
    throw new JobFailed('zip-broken');
  }
}

/** The files of a zip with what they claim to unpack to; nothing is unpacked yet. */
function entriesOf(bytes: Uint8Array) {
  const sizes = new Map<string, number>();
  try {
    unzipSync(bytes, {
      filter({ name, originalSize }) {
        sizes.set(name, originalSize);
        return false;
      },
    });
  } catch {
    throw new JobFailed('zip-broken');
  }
  if (sizes.size > MOST_PHOTOS) throw new JobFailed('zip-refused');
  return sizes;
}

/**
 * The photos of a zip file and how many there are, unpacked a few at a time.
 * @throws JobFailed no-photos, zip-refused for too many, zip-broken
 */
export function readPhotoZip(bytes: Uint8Array): { total: number; photos: Generator<ZippedPhoto> } {
  if (!isPacked(bytes)) throw new JobFailed('no-photos');
  const sizes = entriesOf(bytes);
  const names = photoNames([...sizes.keys()]);
  if (names.length === 0) throw new JobFailed('no-photos');
  return { total: names.length, photos: unpackAll(bytes, names, sizes) };
}

function* unpackAll(
  bytes: Uint8Array,
  names: readonly PhotoName[],
  sizes: ReadonlyMap<string, number>,
): Generator<ZippedPhoto> {
  for (let at = 0; at < names.length; at += AT_ONCE) {
    const some = names.slice(at, at + AT_ONCE);
    const wanted = new Set(
      some.filter(({ path }) => (sizes.get(path) ?? 0) <= PHOTO_LIMITS.bytes).map(({ path }) => path),
    );
    const files = unpacked(bytes, (name) => wanted.has(name));
    for (const one of some) yield { ...one, bytes: files[one.path] ?? null };
  }
}
