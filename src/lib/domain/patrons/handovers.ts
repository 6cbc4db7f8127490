import { isOwnField } from './card-codes';
import { comparableValue, UNIQUE_CHANGE_FIELDS, valueOf, type Outcome, type Owners } from './plan-changes';

/** The others of a batch whose value somebody takes over. */
function giversOf({ after, changed }: Outcome, owners: Owners): string[] {
  const unique = [...UNIQUE_CHANGE_FIELDS, ...changed.filter(isOwnField)];
  return unique
    .filter((field) => changed.includes(field))
    .flatMap((field) => {
      const value = valueOf(after, field);
      return (typeof value === 'string' && owners[field]?.get(comparableValue(field, value))) || [];
    });
}

function rootOf(parents: Map<string, string>, id: string): string {
  let root = id;
  for (let next = parents.get(root); next !== undefined && next !== root; next = parents.get(root))
    root = next;
  return root;
}

/**
 * Splits changes into parts that are written one after the other. People who hand a unique value on to one another
 * stay together, so that each part can be written by itself and nobody is ever seen without a card or a sign-in.
 * @param size of a part, where nobody has to stay together
 */
export function inHandovers(
  outcomes: readonly Outcome[],
  owners: Owners,
  size: number,
): readonly (readonly Outcome[])[] {
  const ids = new Set(outcomes.map(({ person }) => person.id));
  const parents = new Map<string, string>();
  for (const outcome of outcomes)
    for (const giver of giversOf(outcome, owners)) {
      const root = rootOf(parents, outcome.person.id);
      const other = rootOf(parents, giver);
      if (ids.has(giver) && root !== other) parents.set(other, root);
    }
  const groups = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const root = rootOf(parents, outcome.person.id);
    const group = groups.get(root);
    if (group) group.push(outcome);
    else groups.set(root, [outcome]);
  }
  const parts: Outcome[][] = [];
  for (const group of groups.values()) {
    const last = parts.at(-1);
    if (last && last.length + group.length <= size) last.push(...group);
    else parts.push([...group]);
  }
  return parts;
}
