import type { CardSymbology, DeskPatronField } from '$lib/domain/patrons/card-codes';
import type { PatronFieldType } from '$lib/domain/patrons/patron-field';
import { m } from '$lib/paraglide/messages.js';
import { patronFieldName } from '$lib/words/patron-fields';

export const FIELD_TYPE_NAMES: Readonly<Record<PatronFieldType, () => string>> = {
  text: m.fields_type_text,
  number: m.fields_type_number,
  date: m.fields_type_date,
  'yes-no': m.fields_type_yes_no,
  choice: m.fields_type_choice,
};

export const SYMBOLOGY_NAMES: Readonly<Record<CardSymbology, () => string>> = {
  code39: () => 'Code 39',
  code128: () => 'Code 128',
  codabar: () => 'Codabar',
  ean13: () => 'EAN-13',
  itf: () => m.fields_symbology_itf(),
  qr: () => m.fields_symbology_qr(),
};

/** How a field that the desk can show is called. */
export const deskFieldName = (field: DeskPatronField): string =>
  field === 'libraryGroup' ? m.fields_desk_library_group() : patronFieldName(field);
