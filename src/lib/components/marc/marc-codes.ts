import { languageChoices, type Choice } from '$lib/components/titles/title-choices';
import { m } from '$lib/paraglide/messages.js';
import { kindName } from '$lib/words/catalogue-names';

/** A coded position that people choose from instead of counting signs; without `choices` it is typed. */
export interface CodedPosition {
  readonly where: 'leader' | '008';
  readonly position: number;
  readonly length: number;
  readonly label: string;
  readonly choices?: readonly Choice[];
}

const choice = (value: string, label: string): Choice => ({
  value,
  label: `${label} (${value.trim() || '#'})`,
});

/** Leader/06. Source: MARC 21 bibliographic, leader. */
const types = (): Choice[] =>
  (
    [
      ['a', 'book'],
      ['c', 'score'],
      ['e', 'map'],
      ['g', 'video'],
      ['i', 'audio'],
      ['j', 'music'],
      ['k', 'picture'],
      ['m', 'software'],
      ['o', 'kit'],
      ['p', 'collection'],
      ['r', 'object'],
    ] as const
  ).map(([code, kind]) => choice(code, kindName(kind)));

const levels = (): Choice[] => [
  choice('m', m.marc_level_single()),
  choice('s', m.marc_level_serial()),
  choice('a', m.marc_level_part()),
  choice('c', m.marc_level_collection()),
  choice('i', m.marc_level_integrating()),
];

const fullness = (): Choice[] => [
  choice(' ', m.marc_fullness_full()),
  choice('7', m.marc_fullness_minimal()),
  choice('5', m.marc_fullness_partial()),
  choice('8', m.marc_fullness_prepublication()),
  choice('u', m.marc_unknown()),
];

const rules = (): Choice[] => [
  choice('i', m.marc_rules_isbd()),
  choice('a', m.marc_rules_aacr()),
  choice('c', m.marc_rules_bare()),
  choice(' ', m.marc_rules_other()),
];

const dates = (): Choice[] => [
  choice('s', m.marc_date_single()),
  choice('t', m.marc_date_copyright()),
  choice('r', m.marc_date_reprint()),
  choice('m', m.marc_date_several()),
  choice('c', m.marc_date_continuing()),
  choice('n', m.marc_unknown()),
];

const audiences = (): Choice[] => [
  choice(' ', m.marc_unknown()),
  choice('a', m.marc_audience_preschool()),
  choice('b', m.marc_audience_primary()),
  choice('c', m.marc_audience_preteen()),
  choice('d', m.marc_audience_teen()),
  choice('e', m.marc_audience_adult()),
  choice('f', m.marc_audience_specialized()),
  choice('j', m.marc_audience_juvenile()),
  choice('g', m.marc_audience_general()),
];

const literary = (): Choice[] => [
  choice('0', m.marc_literary_none()),
  choice('1', m.marc_literary_fiction()),
  choice('f', m.marc_literary_novels()),
  choice('j', m.marc_literary_stories()),
  choice('p', m.marc_literary_poetry()),
  choice('d', m.marc_literary_drama()),
  choice('e', m.marc_literary_essays()),
  choice('h', m.marc_literary_humour()),
  choice('i', m.marc_literary_letters()),
  choice('s', m.marc_literary_speeches()),
  choice('m', m.marc_literary_mixed()),
  choice('u', m.marc_unknown()),
];

const UNDETERMINED = 'und';

const languages = (current: string): Choice[] =>
  languageChoices(current === UNDETERMINED ? '' : current.trim()).map(({ value, label }) => ({
    value: value || UNDETERMINED,
    label,
  }));

/** A fill character says that nobody coded the position. Source: MARC 21 bibliographic, 008. */
const codeName = (code: string): string =>
  code === '|' ? choice(code, m.marc_not_coded()).label : m.marc_code_other({ code: code.trim() || '#' });

/** A code that is not in a list is kept, so that saving does not change it. */
const withCurrent = (choices: readonly Choice[], current: string): Choice[] =>
  choices.some(({ value }) => value === current)
    ? [...choices]
    : [...choices, { value: current, label: codeName(current) }];

type Read = (where: CodedPosition['where'], position: number, length: number) => string;

/** The positions of leader and 008 that matter to a library, with what they may be. */
export function codedPositions(read: Read): CodedPosition[] {
  const at = (
    where: CodedPosition['where'],
    position: number,
    length: number,
    label: string,
    choices?: (current: string) => Choice[],
  ): CodedPosition => {
    const current = read(where, position, length);
    const place = { where, position, length, label };
    return choices ? { ...place, choices: withCurrent(choices(current), current) } : place;
  };
  const isBook = 'at'.includes(read('leader', 6, 1) || ' ');
  return [
    at('leader', 6, 1, m.marc_position_type(), types),
    at('leader', 7, 1, m.marc_position_level(), levels),
    at('leader', 17, 1, m.marc_position_fullness(), fullness),
    at('leader', 18, 1, m.marc_position_rules(), rules),
    at('008', 6, 1, m.marc_position_date(), dates),
    at('008', 7, 4, m.marc_position_date1()),
    at('008', 11, 4, m.marc_position_date2()),
    at('008', 22, 1, m.marc_position_audience(), audiences),
    ...(isBook ? [at('008', 33, 1, m.marc_position_literary(), literary)] : []),
    at('008', 35, 3, m.marc_position_language(), languages),
  ];
}
