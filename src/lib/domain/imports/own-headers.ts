import { isSecretHeader, normalizeHeader } from './csv-shape';
import { ownTargetOf } from './own-fields';
import type { OwnTarget } from './import-fields';
import { COMMON_HEADERS } from './presets';

interface Named {
  readonly id: string;
  readonly name: string;
}

const BY_ID = /\(own field ([^)]+)\)\s*$/;

/**
 * The headers that the district's own fields have in an export: their names, and with the field's id behind it where the
 * name alone means something else to an import, or nothing.
 * @param taken normalised headers of the file's other columns
 */
export function ownHeaders(fields: readonly Named[], taken: ReadonlySet<string>): readonly string[] {
  const isShared = sharedNames(fields);
  return fields.map(({ id, name }) => {
    const plain = normalizeHeader(name);
    const meansAnother = taken.has(plain) || Object.hasOwn(COMMON_HEADERS, plain);
    const isFree = plain !== '' && !meansAnother && !isShared(plain) && !isSecretHeader(name);
    return isFree ? name : `${name} (own field ${id})`;
  });
}

/** Names that differ in signs only are one header. */
function sharedNames(fields: readonly Named[]): (plain: string) => boolean {
  const plain = fields.map(({ name }) => normalizeHeader(name));
  return (name) => plain.indexOf(name) !== plain.lastIndexOf(name);
}

/**
 * Which own field a header means: the one whose id it holds, else the one of that name. A header that reads like a
 * password is never taken by its name alone, nor is a name that two fields share.
 */
export function ownTargets(fields: readonly Named[]): (header: string) => OwnTarget | null {
  const isShared = sharedNames(fields);
  const byName = new Map(fields.map(({ id, name }) => [normalizeHeader(name), id]));
  return (header) => {
    const stated = BY_ID.exec(header)?.[1];
    if (stated !== undefined) return fields.some(({ id }) => id === stated) ? ownTargetOf(stated) : null;
    const plain = normalizeHeader(header);
    const id = plain === '' || isShared(plain) || isSecretHeader(header) ? undefined : byName.get(plain);
    return id === undefined ? null : ownTargetOf(id);
  };
}
