import { ALONE, DROPPED, INITIALS, JOINERS, MAPPED, type CodeRange } from '$lib/domain/catalogue/fold';

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
const inRanges = (ranges: readonly CodeRange[]) =>
  ranges.map(([first, last]) => `u between ${first} and ${last}`).join(' or ');

/** Runs of code points that follow one another, as a class of GLOB has them: each sign compared costs time. */
function rangesOf(codes: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const code of codes) {
    const last = runs.at(-1);
    if (last && last[1] === code - 1) last[1] = code;
    else runs.push([code, code]);
  }
  return runs
    .map(([from, to]) =>
      from === to ? String.fromCodePoint(from) : `${String.fromCodePoint(from)}-${String.fromCodePoint(to)}`,
    )
    .join('');
}

/** Common signs that folding leaves as they are: texts of these alone, as most are, skip the walk sign by sign. */
function unchangedClass(): string {
  const plain = (code: number) =>
    !(String.fromCodePoint(code) in MAPPED) && !DROPPED.some(([a, b]) => code >= a && code <= b);
  const punctuation = [0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201c, 0x201d, 0x2026];
  const letters = Array.from({ length: 0x100 }, (_, i) => 0x80 + i);
  // A class that begins with the first sign and the last of ASCII holds all of it, brackets and hyphen too.
  return `*[^\u0001-\u007f${rangesOf([...letters, ...punctuation].filter(plain))}]*`;
}

const MAPPING = Object.entries(MAPPED)
  .map(([from, to]) => `when ${literal(from)} then ${literal(to)}`)
  .join(' ');

const FOLDED_SIGN = `case
  when u < 128 then c
  when ${inRanges(ALONE)} then ' ' || c || ' '
  when ${inRanges(DROPPED)} then ''
  else case c ${MAPPING} else c end end`;

/** More bytes than signs tell of signs beyond ASCII, sooner than a pattern does. */
const IS_ASCII = 'length(x) = length(cast(x as blob))';

/**
 * A text as `x`. Without the offset the planner would put the expression in place of each x, and work it out as many
 * times: the other titles of a record are looked for by taking it apart.
 */
const evaluatedOnce = (expression: string) => `(select ${expression} as x limit 1 offset 0)`;

/**
 * SQL for `fold` of domain/catalogue/fold.ts, made from the same tables, so that the index can be refreshed inside a
 * batch without reading first. `expression` must not be null.
 */
export const foldSql = (expression: string) => `(select case
  when ${IS_ASCII} then x
  when not (x glob ${literal(unchangedClass())}) then x
  else (
    with recursive sign(i, c) as (
      select 1, substr(x, 1, 1) union all select i + 1, substr(x, i + 1, 1) from sign where i < length(x))
    select group_concat(${FOLDED_SIGN}, '') from (select c, unicode(c) as u from sign))
  end from ${evaluatedOnce(expression)})`;

const isLetter = (sign: string) => `${sign} glob '[${INITIALS}]'`;
const isInWord = (sign: string) => `${sign} glob '[${INITIALS}0-9]'`;
const [SIGN, BEFORE, AFTER] = ['substr(x, i, 1)', 'substr(x, i - 1, 1)', 'substr(x, i + 1, 1)'] as const;
/** The initials that a walk has passed, after its next sign; '' where they end. */
const RUN = `case
  when ${isLetter(SIGN)} and not ${isInWord(BEFORE)} and not ${isInWord(AFTER)} then run || ${SIGN}
  when ${SIGN} = '.' and ${isLetter(BEFORE)} then run else '' end`;

/** SQL for `initialsIn` of domain/catalogue/fold.ts over a text `x`, each with a space before it; '' for most texts. */
const INITIALS_OF_X = `case when not (x glob '*.[${INITIALS}]*') then '' else (
  with recursive walk(i, run, found) as (select 1, '', '' union all
    select i + 1, ${RUN}, case when length(run) > 1 and (${RUN}) = '' then found || ' ' || run else found end
    from walk where i <= length(x) + 1)
  select found from walk order by i desc limit 1) end`;

/**
 * The text, and once more without apostrophes and hyphens where it has any: O'Brien is found as obrien too. Behind it
 * stand the initials as words: R.U.R. is found as rur too.
 */
export function joinedSql(expression: string): string {
  const has = (signs: readonly string[]) => signs.map((one) => `x glob ${literal(`*${one}*`)}`).join(' or ');
  const ascii = JOINERS.filter((one) => one < '\u0080');
  const others = JOINERS.filter((one) => one >= '\u0080');
  const present = `${has(ascii)} or not (${IS_ASCII}) and (${has(others)})`;
  const without = JOINERS.reduce((text, sign) => `replace(${text}, ${literal(sign)}, '')`, 'x');
  const joined = `case when ${present} then x || ' ' || ${without} else x end`;
  return `(select ${joined} || ${INITIALS_OF_X} from ${evaluatedOnce(expression)})`;
}
