import { EVERY_OTHER_TITLE_TAG, LINKED_TAG, OTHER_TITLE_CODES } from '$lib/domain/marc/other-titles';

const listed = (texts: Iterable<string>) => [...texts].map((text) => `'${text}'`).join(', ');
const TAGS = listed(EVERY_OTHER_TITLE_TAG);

/**
 * Whether a stored record may give other titles, as `mayHaveOtherTitles` of domain/marc/other-titles.ts tells: looking
 * for the tags is cheap (LIKE goes from bracket to bracket, instr() from sign to sign), and most records need not be taken
 * apart. @param marc SQL of the record.
 */
export const mayHaveOtherTitlesSql = (marc: string) =>
  [...EVERY_OTHER_TITLE_TAG, LINKED_TAG].map((tag) => `${marc} like '%["${tag}",%'`).join(' or ');

/** What stands after a code in a stored field; `part` is that code. */
const TEXT_OF_CODE = `json_extract(field.value, '$[' || (part.key + 1) || ']')`;
/** `linkedTag`: what the first $6 with any text says. */
const LINK = `(select substr(trim(${TEXT_OF_CODE}), 1, 3) from json_each(field.value) part
  where part.key > 2 and part.key % 2 = 1 and part.value = '6' and trim(${TEXT_OF_CODE}) <> '' order by part.key limit 1)`;

/**
 * The other titles of `title t` as one text, read from its stored record ([tag, indicator, indicator, code, text, ...],
 * domain/marc/stored.ts); the very fields and subfields of `otherTitlesOf`. '' for most titles.
 */
export const OTHER_TITLES = `case when ${mayHaveOtherTitlesSql('t.marc')} then coalesce((
    select group_concat(part.value, ' ; ')
    from json_each(t.marc, '$.f') field, json_each(field.value) part
    where case json_extract(field.value, '$[0]') when '${LINKED_TAG}' then ${LINK} in (${TAGS})
        else json_extract(field.value, '$[0]') in (${TAGS}) end
      and part.key > 2 and part.key % 2 = 0
      and json_extract(field.value, '$[' || (part.key - 1) || ']') in (${listed(OTHER_TITLE_CODES)})), '')
  else '' end`;
