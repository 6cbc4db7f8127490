const HIDDEN = /(^|[\\/])(\.|__MACOSX[\\/]|thumbs\.db$|desktop\.ini$)/i;
const NAME = /^(.+)\.(jpe?g|png|webp)$/i;

/** One file of a zip of photos. */
export interface PhotoName {
  /** Where it lies in the zip file. */
  readonly path: string;
  /** The admin system id that it is named by; null for a file that can't be a photo. */
  readonly systemId: string | null;
}

/**
 * The files of a zip that are meant as photos: named by the admin system id, in whatever folder. What archivers add of
 * their own is left out.
 */
export const photoNames = (paths: readonly string[]): readonly PhotoName[] =>
  paths
    .filter((path) => !HIDDEN.test(path) && !/[\\/]$/.test(path))
    .map((path) => {
      const base = path.split(/[\\/]/).at(-1) ?? path;
      return { path, systemId: NAME.exec(base)?.[1]?.trim() || null };
    });

/** Ids as they are compared: their case says nothing, their leading zeros do. */
export const systemIdKey = (id: string): string => id.trim().normalize('NFC').toLowerCase();
