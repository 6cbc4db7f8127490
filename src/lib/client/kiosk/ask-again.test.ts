import { describe, expect, it } from 'vitest';
import { askAgainAfter } from './ask-again';

const answered = { ok: true, value: 1 };
const kept = { ok: true, value: 1, asOf: 1_700_000_000_000 };
const refused = (why: string) => ({ ok: false, why });

describe('what a station asks for again by itself', () => {
  it.each([
    ['nothing', [], undefined],
    ['an answer of the library', [answered, { ...answered, asOf: undefined }], undefined],
    ['what is no answer at all', [null, 'offline', 7, { why: 'offline' }], undefined],
    ['a title that is gone', [refused('gone'), refused('nobody'), refused('failed')], undefined],
    ['no network', [answered, refused('offline')], 4000],
    ['a busy library', [refused('busy')], 4000],
    ['what is kept here', [answered, kept], 15_000],
    ['what is missing before what is kept', [kept, refused('offline')], 4000],
  ])('%s', (_what, parts, after) => {
    expect(askAgainAfter(parts)).toBe(after);
  });
});
