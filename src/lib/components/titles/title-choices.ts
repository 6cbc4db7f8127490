import type { FacetValue, TitleDetail } from '$lib/contracts/catalogue';
import { m } from '$lib/paraglide/messages.js';
import { kindName, languageName, levelName } from '$lib/words/catalogue-names';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

const KINDS =
  'book ebook graphic-novel serial audio music score video picture map game kit software object equipment'.split(
    ' ',
  );
const LEVELS =
  'picture short chapters long young-adult adult nonfiction-early nonfiction-middle nonfiction-senior'.split(
    ' ',
  );
/** MARC codes of what schools have most; any other that a title has is added to the list. */
const LANGUAGES =
  'eng spa fre ger ita por dut swe nor dan pol cze rus ukr tur gre ara heb per hin urd pan ben chi jpn kor vie lat gle wel cat baq glg'.split(
    ' ',
  );

const byLabel = (a: Choice, b: Choice) => a.label.localeCompare(b.label);

/** Codes with their names; one that is not in the list is kept, so that saving does not change it. */
function choices(codes: readonly string[], current: string, name: (code: string) => string): Choice[] {
  const all = current === '' || codes.includes(current) ? codes : [...codes, current];
  return all.map((value) => ({ value, label: name(value) }));
}

const notKnown = (): Choice => ({ value: '', label: m.titles_choice_not_known() });

export const kindChoices = (current: string): Choice[] => choices(KINDS, current, kindName).sort(byLabel);
export const levelChoices = (current: string): Choice[] => [
  notKnown(),
  ...choices(LEVELS, current, levelName),
];
export const languageChoices = (current: string): Choice[] => [
  notKnown(),
  ...choices(LANGUAGES, current, languageName).sort(byLabel),
];

const MATERIALS: Readonly<Record<TitleDetail['materialKind'], () => string>> = {
  library: m.titles_material_library,
  textbook: m.titles_material_textbook,
  resource: m.titles_material_resource,
  media: m.titles_material_media,
};

export const materialName = (kind: TitleDetail['materialKind']): string => MATERIALS[kind]();
export const materialChoices = (): Choice[] =>
  Object.entries(MATERIALS).map(([value, name]) => ({ value, label: name() }));

/** The values of a facet to choose one from, with `any` first; the chosen one is there also when nothing has it. */
export function facetChoices(
  values: readonly FacetValue[],
  chosen: string,
  any: string,
  name: (value: string) => string,
): Choice[] {
  const codes = values.map(({ value }) => value);
  return [{ value: '', label: any }, ...choices(codes, chosen, name).sort(byLabel)];
}
