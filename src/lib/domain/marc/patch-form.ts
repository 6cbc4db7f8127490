import { AUDIENCES, formOf } from './form';
import type { RecordDraft } from './record-draft';

/** Leader/06 by our word for the thing, and what 008 says of it where the leader does not tell it alone. */
const TYPES: Readonly<Record<string, { type: string; level?: string; fixed?: readonly [number, string] }>> = {
  book: { type: 'a', fixed: [23, ' '] },
  ebook: { type: 'a', fixed: [23, 'o'] },
  serial: { type: 'a', level: 's' },
  magazine: { type: 'a', level: 's' },
  audio: { type: 'i' },
  audiobook: { type: 'i' },
  music: { type: 'j' },
  score: { type: 'c' },
  video: { type: 'g', fixed: [33, 'v'] },
  dvd: { type: 'g', fixed: [33, 'v'] },
  picture: { type: 'k' },
  map: { type: 'e' },
  atlas: { type: 'e' },
  game: { type: 'r', fixed: [33, 'g'] },
  kit: { type: 'o' },
  software: { type: 'm' },
  object: { type: 'r', fixed: [33, 'r'] },
  collection: { type: 'p' },
};

/** What formOf says of a record that `TYPES` wrote. */
const NAMED: Readonly<Record<string, string>> = {
  magazine: 'serial',
  audiobook: 'audio',
  dvd: 'video',
  atlas: 'map',
};

const fixedAudience = (word: string) =>
  Object.entries(AUDIENCES).find(([, audience]) => audience === word)?.[0];

/** Writes the kind of thing into leader and 008, or for whom it is into 008/22; words that MARC does not know are left out. */
export function patchForm(draft: RecordDraft, form: string | undefined, audience?: string | null): void {
  if (form === undefined) {
    const code = audience ? fixedAudience(audience) : ' ';
    return code === undefined ? undefined : draft.setFixed(22, code);
  }
  const wanted = TYPES[form];
  if (!wanted || formOf(draft.record) === (NAMED[form] ?? form)) return;
  draft.setLeader(6, wanted.type);
  if (wanted.level) draft.setLeader(7, wanted.level);
  else if ('bis'.includes(draft.leader.charAt(7))) draft.setLeader(7, 'm');
  if (wanted.fixed) draft.setFixed(...wanted.fixed);
}
