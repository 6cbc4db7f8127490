/** How large a title's picture is kept, in pixels and bytes: one for lists, one for its page. */
export const COVER_SIZES = {
  small: { width: 160, height: 240, bytes: 12 * 1024 },
  large: { width: 400, height: 600, bytes: 48 * 1024 },
} as const;
export type CoverSize = keyof typeof COVER_SIZES;

const RIFF_HEAD = 8;

/** The length of the WebP file that begins here: RIFF says in its head how much follows. */
function lengthOf(bytes: Uint8Array): number {
  if (bytes.length < RIFF_HEAD) return bytes.length;
  const follows = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(4, true);
  // RIFF fills its parts up to even lengths.
  return Math.min(bytes.length, RIFF_HEAD + follows + (follows % 2));
}

/** Both sizes one after the other, as they are stored: the small one first. */
export function joinSizes(small: Uint8Array, large: Uint8Array): Uint8Array {
  const both = new Uint8Array(small.length + large.length);
  both.set(small);
  both.set(large, small.length);
  return both;
}

/** One of the two sizes out of what is stored. */
export function sizeOf(stored: Uint8Array, size: CoverSize): Uint8Array {
  const end = lengthOf(stored);
  return size === 'small' ? stored.subarray(0, end) : stored.subarray(end);
}

/** Where a title's picture is shown from; its random id lets the browser keep it, and a new picture has a new one. */
export const coverAddress = (titleId: string, coverId: string, size: CoverSize): string =>
  `/api/catalogue/titles/${encodeURIComponent(titleId)}/cover?${new URLSearchParams({ v: coverId, size })}`;
