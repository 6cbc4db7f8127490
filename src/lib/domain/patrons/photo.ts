/** What may be sent for a photo of a patron, and what is kept of it. */
export const PHOTO_LIMITS = {
  bytes: 8 * 1024 * 1024,
  /** Whole sensors of phones pass; a small file that unpacks to more is meant to fill the memory. */
  pixels: 64_000_000,
  /** Longest side that is kept, in pixels. */
  side: 512,
} as const;

/** What a photo is cut to: a square, or a portrait of three to four. Places that show one are square and cover it. */
export const PHOTO_SHAPES = ['square', 'portrait'] as const;
export type PhotoShape = (typeof PHOTO_SHAPES)[number];

export const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PhotoType = (typeof PHOTO_TYPES)[number];

/** Why a photo is not taken. */
export const PHOTO_PROBLEMS = [
  'photo-missing',
  'photo-type',
  'photo-too-large',
  'photo-pixels',
  'photo-broken',
  'generic-photo',
] as const;
export type PhotoProblem = (typeof PHOTO_PROBLEMS)[number];

const starts = (bytes: Uint8Array, signature: readonly number[], at = 0) =>
  signature.every((byte, i) => bytes[at + i] === byte);

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const RIFF = [0x52, 0x49, 0x46, 0x46];
const WEBP = [0x57, 0x45, 0x42, 0x50];

/** What the bytes are, whatever their sender calls them; undefined for anything that is not a photo. */
export function photoTypeOf(bytes: Uint8Array): PhotoType | undefined {
  if (starts(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (starts(bytes, PNG)) return 'image/png';
  return starts(bytes, RIFF) && starts(bytes, WEBP, 8) ? 'image/webp' : undefined;
}
