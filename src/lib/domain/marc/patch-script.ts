import { newField, withText, type RecordDraft } from './record-draft';
import { dataFields, subfieldValues, type DataField } from './records';

const link = (field: DataField) => subfieldValues(field, '6')[0]?.trim() ?? '';
const occurrence = (text: string) => /^\d{3}-(\d{2})/.exec(text)?.[1] ?? '00';

function freshLink(draft: RecordDraft): string {
  const taken = draft.record.fields.flatMap((field) =>
    'subfields' in field ? [Number(occurrence(link(field)))] : [],
  );
  return String(Math.min(99, Math.max(0, ...taken) + 1)).padStart(2, '0');
}

const unlinked = (field: DataField): DataField => ({
  ...field,
  subfields: field.subfields.filter(({ code }) => code !== '6'),
});

/**
 * The text of a field in the script of the book: in the 880 that is linked with it by $6. A new one is linked, one whose
 * text is taken away goes with its link; every other 880 stays.
 */
export function patchScript(draft: RecordDraft, tags: readonly string[], next: string | null) {
  const old = dataFields(draft.record, '880').find((field) => tags.includes(link(field).slice(0, 3)));
  const main = dataFields(draft.record, ...tags)[0];
  if (old && next) return draft.replace(old, withText(old, tags[0] === '245' ? 'abnp' : 'abc', next));
  if (old) {
    draft.remove(old);
    if (main && link(main).startsWith('880')) draft.replace(main, unlinked(main));
    return;
  }
  if (!next) return;
  const number = main ? freshLink(draft) : '00';
  const tag = main?.tag ?? tags[0] ?? '245';
  draft.add(newField('880', main ? main.ind1 + main.ind2 : '0 ', ['6', `${tag}-${number}`], ['a', next]));
  if (main)
    draft.replace(main, { ...main, subfields: [{ code: '6', value: `880-${number}` }, ...main.subfields] });
}
