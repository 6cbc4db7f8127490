import { realTitles } from '../data/real-titles';
import { callNumberOf } from './call-number';
import { composeTitles } from './compose-titles';
import { createRandom, demoId } from './random';
import type { DemoDistrictFrame, DemoTitle, TitleDraft } from './types';

/**
 * `count` titles: the works that exist first, then composed ones. A count below the number of real works gives the
 * first of them. Ids depend on the seed and the place in the list only.
 */
export function buildTitles(seed: number, count: number, district: DemoDistrictFrame): DemoTitle[] {
  const real = realTitles().map((facts): TitleDraft => ({ ...facts, generated: false }));
  const taken = new Set(real.map(({ title }) => title));
  const composed = composeTitles(createRandom(seed, 'titles'), Math.max(0, count - real.length), taken);
  return [...real, ...composed].slice(0, count).map((draft, i) => finish(draft, seed, i, district));
}

function finish(draft: TitleDraft, seed: number, index: number, district: DemoDistrictFrame): DemoTitle {
  const { textbook, ...facts } = draft;
  const code = circulationCodeOf(draft);
  const type = district.circulationTypes.find((candidate) => candidate.code === code);
  if (!type) throw new RangeError(`no circulation type ${code}`);
  return {
    ...facts,
    id: demoId(seed, `title/${index}`),
    callNumber: callNumberOf(facts),
    materialKind: textbook
      ? 'textbook'
      : facts.form === 'equipment' || facts.form === 'kit'
        ? 'resource'
        : 'library',
    circulationTypeId: type.id,
  };
}

function circulationCodeOf({ textbook, form, callClass, level }: TitleDraft): string {
  if (textbook) return 'textbook';
  if (form === 'equipment' || form === 'kit') return 'equipment';
  if (form === 'video') return 'dvd';
  if (callClass.startsWith('REF')) return 'reference';
  const told = callClass === 'F' || callClass === 'E' || callClass === 'CD' || callClass === '741.5';
  return told && !level.startsWith('nonfiction') ? 'fiction' : 'non-fiction';
}
