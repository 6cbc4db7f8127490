import { OTHER_TITLE_CODES, OTHER_TITLE_TAGS } from '$lib/domain/marc/other-titles';

const listed = (texts: Iterable<string>) => [...texts].map((text) => `'${text}'`).join(', ');
const mentions = OTHER_TITLE_TAGS.map((tag) => `instr(t.marc, '["${tag}",') > 0`).join(' or ');

/**
 * The other titles of `title t` as one text, read from its stored record ([tag, indicator, indicator, code, text, ...],
 * domain/marc/stored.ts); the very fields and subfields of `otherTitlesOf`. '' for most titles, whose records are not
 * taken apart: looking for the tags is cheap.
 */
export const OTHER_TITLES = `case when ${mentions} then coalesce((
    select group_concat(part.value, ' ; ')
    from json_each(t.marc, '$.f') field, json_each(field.value) part
    where json_extract(field.value, '$[0]') in (${listed(OTHER_TITLE_TAGS)}) and part.key > 2 and part.key % 2 = 0
      and json_extract(field.value, '$[' || (part.key - 1) || ']') in (${listed(OTHER_TITLE_CODES)})), '')
  else '' end`;
