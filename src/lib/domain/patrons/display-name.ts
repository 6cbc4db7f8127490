interface Name {
  readonly givenName: string;
  readonly preferredName: string;
  readonly surname: string;
}

interface FullName extends Name {
  readonly middleName: string;
}

/** Which part of a name is said first; a district's preference, since Hungarian or Japanese names start with the surname. */
export type NameOrder = 'given-first' | 'surname-first';

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_ISOLATE = '\u2069';

/** The name to show: preferred or given name, and surname. Empty for a generic patron, who has no name. */
export function displayName(name: Name, order: NameOrder = 'given-first'): string {
  const first = name.preferredName.trim() || name.givenName.trim();
  const parts = [first, name.surname.trim()];
  return (order === 'given-first' ? parts : parts.reverse()).filter(Boolean).join(' ');
}

/** The name as lists sort it: "Surname, Preferred"; without a comma when there is only one part. */
export function listName(name: Name): string {
  const first = name.preferredName.trim() || name.givenName.trim();
  return [name.surname.trim(), first].filter(Boolean).join(', ');
}

/** Given, middle and surname, with the preferred name in brackets where it differs. */
export function fullName(name: FullName): string {
  const preferred = name.preferredName.trim();
  const shown = preferred && preferred !== name.givenName.trim() ? `(${preferred})` : '';
  return [name.givenName.trim(), shown, name.middleName.trim(), name.surname.trim()]
    .filter(Boolean)
    .join(' ');
}

/** The display name, or the username of a patron without a name. */
export function nameOrUsername(patron: Name & { readonly username: string }, order?: NameOrder): string {
  return displayName(patron, order) || patron.username;
}

/** A name that can stand inside a sentence of another writing direction without turning its neighbours around. */
export function isolatedName(name: string): string {
  return name === '' ? '' : `${FIRST_STRONG_ISOLATE}${name}${POP_DIRECTIONAL_ISOLATE}`;
}
