import type { TitleDetail } from '$lib/contracts/catalogue';
import { m } from '$lib/paraglide/messages.js';
import { kindName, languageName, levelName } from '$lib/words/catalogue-names';
import { materialName } from './title-choices';

export interface Fact {
  readonly label: string;
  readonly text: string;
  /** Numbers that are read letter by letter. */
  readonly mono?: boolean;
}

const seriesText = ({ series, volume }: TitleDetail) =>
  series && volume ? m.catalogue_volume_of({ series, volume }) : series;

/** What the record says, without what it does not say. */
export function factsOf(title: TitleDetail): Fact[] {
  const fact = (label: string, text: string | null | undefined, mono = false) =>
    text ? [{ label, text, mono }] : [];
  return [
    ...fact(m.titles_field_subtitle(), title.subtitle),
    ...fact(m.catalogue_fact_other_titles(), title.otherTitles?.join('; ')),
    ...fact(m.catalogue_fact_former_titles(), title.formerTitles?.join('; ')),
    ...fact(m.catalogue_fact_uniform_titles(), title.uniformTitles?.join('; ')),
    ...fact(m.titles_field_author(), title.author),
    ...fact(m.catalogue_fact_people(), title.contributors.join('; ')),
    ...fact(m.titles_field_kind(), kindName(title.kind)),
    ...fact(m.titles_field_material(), materialName(title.materialKind)),
    ...fact(m.titles_field_year(), title.year === null ? '' : String(title.year)),
    ...fact(m.titles_field_publisher(), title.publisher),
    ...fact(m.catalogue_fact_edition(), title.edition),
    ...fact(m.catalogue_fact_pages(), title.pages),
    ...fact(m.titles_field_language(), title.language ? languageName(title.language) : ''),
    ...fact(m.titles_field_level(), title.level ? levelName(title.level) : ''),
    ...fact(m.titles_field_series(), seriesText(title)),
    ...fact(m.titles_field_subjects(), title.subjects.join('; ')),
    ...fact(m.titles_field_isbn(), title.isbns.join(', '), true),
    ...fact(m.titles_field_call_number(), title.callNumber, true),
    ...fact(m.titles_field_control_number(), title.controlNumber, true),
  ];
}
