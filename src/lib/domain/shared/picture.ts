/** What may be sent as a picture: of a person, a cover, a plan. */
export const PICTURE_LIMITS = {
  bytes: 8 * 1024 * 1024,
  /** Whole sensors of phones pass; a small file that unpacks to more is meant to fill the memory. */
  pixels: 64_000_000,
} as const;

export const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
type PictureType = (typeof PICTURE_TYPES)[number];

/** Why a picture is not taken. The code of a field is `<kind>-<problem>`. */
export type PictureProblem = 'missing' | 'type' | 'too-large' | 'pixels' | 'broken';

/** What a picture is called where it is refused: a photo of somebody, or any other picture. */
export type PictureKind = 'photo' | 'picture';

const starts = (bytes: Uint8Array, signature: readonly number[], at = 0) =>
  signature.every((byte, i) => bytes[at + i] === byte);

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const RIFF = [0x52, 0x49, 0x46, 0x46];
const WEBP = [0x57, 0x45, 0x42, 0x50];

/** What the bytes are, whatever their sender calls them; undefined for anything that is no picture. */
export function pictureTypeOf(bytes: Uint8Array): PictureType | undefined {
  if (starts(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (starts(bytes, PNG)) return 'image/png';
  return starts(bytes, RIFF) && starts(bytes, WEBP, 8) ? 'image/webp' : undefined;
}
