import type { ImportLine } from '$lib/contracts/title-import';
import {
  TITLE_IMPORT_CODES,
  type TitleImportCode,
  type TitleOutcome,
} from '$lib/domain/imports/title-import-codes';
import { m } from '$lib/paraglide/messages.js';

/** What is said about a record of a title file or one of its copies, and what to do next. */
const SENTENCES: Readonly<Record<TitleImportCode, () => string>> = {
  'not-a-record': () => m.titles_problem_not_a_record(),
  'cut-off': () => m.titles_problem_cut_off(),
  'too-long': () => m.titles_problem_too_long(),
  'no-fields': () => m.titles_problem_no_fields(),
  'encoding-unreadable': () => m.titles_problem_encoding_unreadable(),
  'encoding-ambiguous': () => m.titles_problem_encoding_ambiguous(),
  'xml-broken': () => m.titles_problem_xml_broken(),
  'xml-entity-refused': () => m.titles_problem_xml_entity_refused(),
  'not-marc': () => m.titles_problem_not_marc(),
  'authority-record': () => m.titles_problem_authority_record(),
  'holdings-record': () => m.titles_problem_holdings_record(),
  'not-bibliographic': () => m.titles_problem_not_bibliographic(),
  'junk-before-record': () => m.titles_problem_junk_before_record(),
  'terminator-missing': () => m.titles_problem_terminator_missing(),
  'leader-length-wrong': () => m.titles_problem_leader_length_wrong(),
  'leader-short': () => m.titles_problem_leader_short(),
  'leader-missing': () => m.titles_problem_leader_missing(),
  'directory-repaired': () => m.titles_problem_directory_repaired(),
  'fields-lost': () => m.titles_problem_fields_lost(),
  'indicators-odd': () => m.titles_problem_indicators_odd(),
  'utf8-not-flagged': () => m.titles_problem_utf8_not_flagged(),
  'utf8-flag-wrong': () => m.titles_problem_utf8_flag_wrong(),
  'latin1-assumed': () => m.titles_problem_latin1_assumed(),
  'bytes-dropped': () => m.titles_problem_bytes_dropped(),
  'characters-unknown': () => m.titles_problem_characters_unknown(),
  'replacement-character': () => m.titles_problem_replacement_character(),
  'xml-mended': () => m.titles_problem_xml_mended(),
  'no-title': () => m.titles_problem_no_title(),
  'isbn-invalid': () => m.titles_problem_isbn_invalid(),
  'title-repeated': () => m.titles_problem_title_repeated(),
  'barcode-missing': () => m.titles_problem_barcode_missing(),
  'barcode-repeated': () => m.titles_problem_barcode_repeated(),
  'price-unreadable': () => m.titles_problem_price_unreadable(),
  'title-required': () => m.titles_problem_title_required(),
  'year-invalid': () => m.titles_problem_year_invalid(),
  'language-invalid': () => m.titles_problem_language_invalid(),
  'number-invalid': () => m.titles_problem_number_invalid(),
  'too-many-cells': () => m.titles_problem_too_many_cells(),
  'value-undecodable': () => m.titles_problem_value_undecodable(),
  'barcode-taken': () => m.titles_problem_barcode_taken(),
  'site-unknown': () => m.titles_problem_site_unknown(),
  'fund-unknown': () => m.titles_problem_fund_unknown(),
  'day-unreadable': () => m.titles_problem_day_unreadable(),
  'match-skipped': () => m.cataloguing_match_skipped(),
  'new-skipped': () => m.cataloguing_new_skipped(),
};

const OUTCOMES: Readonly<Record<TitleOutcome, () => string>> = {
  created: () => m.titles_outcome_created(),
  updated: () => m.titles_outcome_updated(),
  unchanged: () => m.titles_outcome_unchanged(),
  refused: () => m.titles_outcome_refused(),
  skipped: () => m.titles_outcome_skipped(),
};

/** Why a record or a copy was not taken, or what was odd about it, in the reader's language. */
export const titleImportText = (code: TitleImportCode): string => SENTENCES[code]();

/**
 * Why a line of an import was not taken, or what was odd about it, with the field and what is written there. The same is
 * said once, however often it stands in the record; codes that this version does not know are left out.
 */
export function titleImportReasons(notes: ImportLine['notes']): string[] {
  const sentences = notes.flatMap(({ code, tag, detail }) => {
    const known = TITLE_IMPORT_CODES.find((one) => one === code);
    const what = [tag, detail].filter(Boolean).join(' ');
    return known ? [what ? `${titleImportText(known)} (${what})` : titleImportText(known)] : [];
  });
  return [...new Set(sentences)];
}

/** What became of a record, in a word. */
export const titleOutcomeWord = (outcome: TitleOutcome): string => OUTCOMES[outcome]();
