import { describe, expect, it } from 'vitest';
import { editInput, emptyDraft, type EditField } from './copy-edit-draft';

const draft = (values: Partial<Record<EditField, string>>) => {
  const made = emptyDraft();
  for (const [key, text] of Object.entries(values)) {
    made.ticked[key as EditField] = true;
    made.values[key as EditField] = text;
  }
  return made;
};
const toMinor = (text: string) => (/^\d+$/.test(text) ? Number(text) * 100 : undefined);

describe('an edit of many copies as it is sent', () => {
  it('has what is ticked, and clears what is empty', () => {
    expect(editInput(draft({ shelf: ' B ', note: '', price: '12', minimumAge: '7' }), toMinor)).toEqual({
      shelf: 'B',
      note: null,
      price: 1200,
      minimumAge: 7,
    });
    expect(editInput(emptyDraft(), toMinor)).toEqual({});
  });

  it('never clears what could not be read as a number', () => {
    expect(JSON.parse(JSON.stringify(editInput(draft({ price: 'ten', minimumAge: 'x' }), toMinor)))).toEqual({
      price: 'ten',
      minimumAge: 'x',
    });
  });
});
