import { ALONE, DROPPED, JOINERS, MAPPED, type CodeRange } from '$lib/domain/catalogue/fold';

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
const inRanges = (ranges: readonly CodeRange[]) =>
  ranges.map(([first, last]) => `u between ${first} and ${last}`).join(' or ');

/** Common signs that folding leaves as they are: texts of these alone, as most are, skip the walk sign by sign. */
function unchangedClass(): string {
  const plain = (code: number) =>
    !(String.fromCodePoint(code) in MAPPED) && !DROPPED.some(([a, b]) => code >= a && code <= b);
  const punctuation = [0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201c, 0x201d, 0x2026];
  const special = new Set(['[', ']', '^', '-'].map((sign) => sign.charCodeAt(0)));
  const codes = [9, 10, 13, ...Array(0x180).keys(), ...punctuation].filter(
    (code, i) => (i < 3 || code >= 0x20) && !special.has(code) && plain(code),
  );
  // In a class of GLOB a bracket comes first and a hyphen last to stand for itself.
  return `*[^]${String.fromCodePoint(...codes)}[^-]*`;
}

const MAPPING = Object.entries(MAPPED)
  .map(([from, to]) => `when ${literal(from)} then ${literal(to)}`)
  .join(' ');

const FOLDED_SIGN = `case
  when u < 128 then c
  when ${inRanges(ALONE)} then ' ' || c || ' '
  when ${inRanges(DROPPED)} then ''
  else case c ${MAPPING} else c end end`;

/**
 * SQL for `fold` of domain/catalogue/fold.ts, made from the same tables, so that the index can be refreshed inside a
 * batch without reading first. `expression` must not be null.
 */
export const foldSql = (expression: string) => `(select case when x glob ${literal(unchangedClass())} then (
  with recursive sign(i, c) as (
    select 1, substr(x, 1, 1) union all select i + 1, substr(x, i + 1, 1) from sign where i < length(x))
  select group_concat(${FOLDED_SIGN}, '') from (select c, unicode(c) as u from sign)
) else x end from (select ${expression} as x))`;

/** The text, and once more without apostrophes and hyphens where it has any: O'Brien is found as obrien too. */
export function joinedSql(expression: string): string {
  const present = JOINERS.map((sign) => `instr(x, ${literal(sign)}) > 0`).join(' or ');
  const without = JOINERS.reduce((text, sign) => `replace(${text}, ${literal(sign)}, '')`, 'x');
  return `(select case when ${present} then x || ' ' || ${without} else x end from (select ${expression} as x))`;
}
