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

const each = <T>(value: T) => Object.fromEntries(EDIT_FIELDS.map((key) => [key, value])) as Record<EditField, T>;

export const emptyDraft = (): EditDraft => ({ ticked: each(false), values: each('') });

/**
 * As the library is sent it: what is ticked; an empty field clears.
 * @param toMinor an amount as it is typed, in minor units; NaN where it is none, which the library refuses by its field
 */
export function editInput({ ticked, values }: EditDraft, toMinor: (text: string) => number): CopyBatchEdit {
  const entries = EDIT_FIELDS.filter((key) => ticked[key]).map((key) => {
    const text = values[key].trim();
    if (text === '') return [key, null];
    if (key === 'price') return [key, toMinor(text)];
    return [key, key === 'minimumAge' ? Number(text) : text];
  });
  return Object.fromEntries(entries) as CopyBatchEdit;
}
