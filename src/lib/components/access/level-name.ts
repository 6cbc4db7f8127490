import { isAccessLevelKey } from '$lib/domain/access/access-levels';
import { ACCESS_LEVEL_NAMES } from './access-level-names';

/** What a level is called: a shipped one in the reader's language, a district's own as it was named. */
export const accessLevelName = ({ id, name }: { readonly id: string; readonly name: string }): string =>
  isAccessLevelKey(id) ? ACCESS_LEVEL_NAMES[id]() : name;
