const FOLDER = /^[a-z0-9][a-z0-9_-]{0,39}$/;
/** How programs call what they have not finished writing. */
const UNFINISHED = /(~|\.(part|partial|filepart|tmp|temp|crdownload|download|swp|lock))$/i;

/** Whether this may be the name of a watched folder: one step below the inbox on every file system, never a path. */
export const isFolderName = (name: string): boolean => FOLDER.test(name);

/** Whether a file of this name may be taken in: not hidden, not temporary, not half-written. */
export const isReadyName = (name: string): boolean =>
  name !== '' && !/^[.~]/.test(name) && !UNFINISHED.test(name);
