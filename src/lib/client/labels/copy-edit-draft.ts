import type { CopyBatchEdit } from '$lib/contracts/copy-batch';

/** Fields that a batch sets, in the order of the form. */
export const EDIT_FIELDS = [
  'shelf',
  'callNumber',
  'circulationTypeId',
  'status',
  'siteId',
  'price',
  'condition',
  'fundId',
  'acquiredOn',
  'minimumAge',
  'note',
] as const;
export type EditField = (typeof EDIT_FIELDS)[number];

/** A batch as its form holds it: what is ticked, and what is typed. */
export interface EditDraft {
  ticked: Record<EditField, boolean>;
  values: Record<EditField, string>;
}

const each = <T>(value: T) =>
  Object.fromEntries(EDIT_FIELDS.map((key) => [key, value])) as Record<EditField, T>;

export const emptyDraft = (): EditDraft => ({ ticked: each(false), values: each('') });

/** What is no number is sent as it was typed, and refused by its field: as a number it would read as empty, and clear. */
const numberOr = (number: number | undefined, text: string) =>
  number === undefined || Number.isNaN(number) ? text : number;

/**
 * As the library is sent it: what is ticked; an empty field clears.
 * @param toMinor an amount as it is typed, in minor units; undefined where it is none
 */
export function editInput(
  { ticked, values }: EditDraft,
  toMinor: (text: string) => number | undefined,
): CopyBatchEdit {
  const entries = EDIT_FIELDS.filter((key) => ticked[key]).map((key) => {
    const text = values[key].trim();
    if (text === '') return [key, null];
    if (key === 'price') return [key, numberOr(toMinor(text), text)];
    return [key, key === 'minimumAge' ? numberOr(Number(text), text) : text];
  });
  return Object.fromEntries(entries) as CopyBatchEdit;
}
