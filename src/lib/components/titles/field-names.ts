import type { CopyFields } from '$lib/client/titles/copy-form.svelte';
import type { HoldFields } from '$lib/client/titles/hold-form.svelte';
import type { TitleFields } from '$lib/client/titles/title-form.svelte';
import type { TitleImportSettings } from '$lib/contracts/title-import';
import { m } from '$lib/paraglide/messages.js';

type Names<Field extends string> = Readonly<Record<Field, () => string>>;

/** What the fields of a title are called. */
export const TITLE_FIELD_NAMES: Names<Exclude<keyof TitleFields, 'suppressed'>> = {
  title: m.titles_field_title,
  subtitle: m.titles_field_subtitle,
  author: m.titles_field_author,
  year: m.titles_field_year,
  publisher: m.titles_field_publisher,
  language: m.titles_field_language,
  isbns: m.titles_field_isbn,
  kind: m.titles_field_kind,
  materialKind: m.titles_field_material,
  level: m.titles_field_level,
  subjects: m.titles_field_subjects,
  series: m.titles_field_series,
  volume: m.titles_field_volume,
  summary: m.titles_field_summary,
  callNumber: m.titles_field_call_number,
};

/** What the fields of a copy are called, its owner apart. */
export const COPY_FIELD_NAMES: Names<Exclude<keyof CopyFields, 'siteId'> | 'count'> = {
  barcode: m.titles_field_barcode,
  count: m.labels_several_how_many,
  atSiteId: m.titles_field_at,
  status: m.titles_field_status,
  circulationTypeId: m.titles_field_circulation_type,
  callNumber: m.titles_field_call_number,
  shelf: m.titles_field_shelf,
  copyNumber: m.cataloguing_part_copy_number,
  condition: m.labels_condition,
  price: m.labels_price,
  fundId: m.labels_fund,
  acquiredOn: m.labels_acquired_on,
  note: m.titles_field_note,
};

/** A new copy stands at its owner, so that only one site is asked for. */
export const copyOwnerName = (changing: boolean): string =>
  changing ? m.titles_field_owner() : m.titles_field_site();

/** What the fields of a hold are called. */
export const HOLD_FIELD_NAMES: Names<keyof HoldFields> = {
  patronId: m.titles_hold_for,
  pickupSiteId: m.titles_hold_pickup,
  copyId: m.titles_hold_copy,
  neededFrom: m.titles_hold_from,
  neededTo: m.titles_hold_to,
};

/** What the choices of an import of titles are called. */
export const IMPORT_FIELD_NAMES: Names<Exclude<keyof TitleImportSettings, 'protect'> | 'file' | 'siteId'> = {
  file: m.titles_import_file,
  siteId: m.titles_import_site,
  itemField: m.titles_import_field,
  match: m.cataloguing_match,
  onMatch: m.cataloguing_on_match,
  onNew: m.cataloguing_on_new,
  protectTags: m.cataloguing_protect_tags,
};

/** How the field of a path is called; undefined for what the form has no field of. */
export const nameIn =
  <Field extends string>(names: Names<Field>) =>
  (path: string): string | undefined =>
    names[path as Field]?.();
