import { MATCH_ACTIONS, NEW_ACTIONS, type TitleImportProfiles } from '$lib/contracts/title-import';
import { MATCH_KEYS, type MatchedBy } from '$lib/domain/catalogue/match-title';
import { PROTECTED_PARTS, type ProtectedPart } from '$lib/domain/imports/protected-fields';
import { m } from '$lib/paraglide/messages.js';
import type { Choice } from './title-choices';

const KEYS: Readonly<Record<MatchedBy, () => string>> = {
  'control-number': m.cataloguing_match_control,
  isbn: m.cataloguing_match_isbn,
  title: m.cataloguing_match_title,
};

/** What titles are recognised by; the first place must say something. */
export const matchChoices = (withNothing: boolean): Choice[] => [
  ...(withNothing ? [{ value: '', label: m.cataloguing_match_nothing() }] : []),
  ...MATCH_KEYS.map((value) => ({ value, label: KEYS[value]() })),
];

const ON_MATCH: Readonly<Record<(typeof MATCH_ACTIONS)[number], () => string>> = {
  'overlay-own': m.cataloguing_on_match_own,
  overlay: m.cataloguing_on_match_overlay,
  'add-copies': m.cataloguing_on_match_copies,
  skip: m.cataloguing_on_match_skip,
};
export const onMatchChoices = (): Choice[] =>
  MATCH_ACTIONS.map((value) => ({ value, label: ON_MATCH[value]() }));

const ON_NEW: Readonly<Record<(typeof NEW_ACTIONS)[number], () => string>> = {
  add: m.cataloguing_on_new_add,
  skip: m.cataloguing_on_new_skip,
};
export const onNewChoices = (): Choice[] => NEW_ACTIONS.map((value) => ({ value, label: ON_NEW[value]() }));

const PARTS: Readonly<Record<ProtectedPart, () => string>> = {
  title: m.titles_field_title,
  author: m.titles_field_author,
  contributors: m.cataloguing_part_contributors,
  isbns: m.titles_field_isbn,
  edition: m.cataloguing_part_edition,
  publication: m.cataloguing_part_publication,
  pages: m.cataloguing_part_pages,
  series: m.titles_field_series,
  summary: m.titles_field_summary,
  level: m.titles_field_level,
  subjects: m.titles_field_subjects,
  callNumber: m.titles_field_call_number,
};
export const protectedChoices = () => PROTECTED_PARTS.map((value) => ({ value, label: PARTS[value]() }));

const PRESETS: Readonly<Record<TitleImportProfiles['presets'][number]['key'], () => string>> = {
  destiny: m.cataloguing_preset_destiny,
  koha: m.cataloguing_preset_koha,
  plain: m.cataloguing_preset_plain,
};
export const profileChoices = (list: TitleImportProfiles): Choice[] => [
  { value: '', label: m.cataloguing_profile_none() },
  ...list.presets.map(({ key }) => ({ value: `preset:${key}`, label: PRESETS[key]() })),
  ...list.items.map(({ id, name }) => ({ value: id, label: name })),
];

/** Parts of a title or copy by their names in the API; MARC tags are their own names. */
const FIELDS: Readonly<Record<string, () => string>> = {
  ...PARTS,
  subtitle: m.titles_field_subtitle,
  responsibility: m.cataloguing_part_responsibility,
  volume: m.titles_field_volume,
  year: m.titles_field_year,
  publisher: m.titles_field_publisher,
  language: m.titles_field_language,
  form: m.titles_field_kind,
  originalTitle: m.cataloguing_part_original_title,
  originalAuthor: m.cataloguing_part_original_author,
  controlNumber: m.titles_field_control_number,
  audience: m.cataloguing_part_audience,
  materialKind: m.titles_field_material,
  shelf: m.titles_field_shelf,
  copyNumber: m.cataloguing_part_copy_number,
  price: m.cataloguing_part_price,
  note: m.titles_field_note,
  circulationTypeId: m.cataloguing_part_type,
  fundId: m.labels_fund,
  acquiredOn: m.labels_acquired_on,
};
export const changedFieldName = (field: string): string => FIELDS[field]?.() ?? field;
