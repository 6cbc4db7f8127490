import { PICTURE_LIMITS, type PictureProblem } from '../shared/picture';

/** What may be sent for a photo of a patron, and what is kept of it. */
export const PHOTO_LIMITS = {
  ...PICTURE_LIMITS,
  /** Longest side that is kept, in pixels. */
  side: 512,
} as const;

/** What a photo is cut to: a square, or a portrait of three to four. Places that show one are square and cover it. */
export const PHOTO_SHAPES = ['square', 'portrait'] as const;
export type PhotoShape = (typeof PHOTO_SHAPES)[number];

/** Why a photo is not taken. */
export const PHOTO_PROBLEMS = [
  'photo-missing',
  'photo-type',
  'photo-too-large',
  'photo-pixels',
  'photo-broken',
  'generic-photo',
] as const satisfies readonly (`photo-${PictureProblem}` | 'generic-photo')[];
export type PhotoProblem = (typeof PHOTO_PROBLEMS)[number];
