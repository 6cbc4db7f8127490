import Papa from 'papaparse';
import { RelatedSampleQuery } from '$lib/contracts/imports';
import { m } from '$lib/paraglide/messages.js';
import { inLocale } from '../http/locale';
import { useCase } from '../use-case';

/** Headers in the reader's language that an import recognises, and people whom nobody could take for real. */
const SAMPLES = {
  contacts: () => [
    [
      m.imports_sample_username(),
      m.imports_sample_contact_name(),
      m.imports_sample_relation(),
      m.imports_sample_email(),
      m.imports_sample_phone(),
      m.imports_sample_notices(),
    ],
    ['ada.example', 'Mary Example', 'Mother', 'mary@home.example', '555 0100', 'overdue|hold-ready'],
    ['ada.example', 'John Example', 'Father', 'john@home.example', '', 'no'],
    ['bo.sample', 'Kim Sample', 'Guardian', 'kim@home.example', '555 0101', 'yes'],
  ],
  'library-groups': () => [
    [m.imports_sample_username(), m.imports_sample_group()],
    ['ada.example', 'Chess Club'],
    ['bo.sample', 'Chess Club|Library Helpers'],
  ],
  'access-levels': () => [
    [m.imports_sample_username(), m.imports_sample_access_level()],
    ['kit.makebelieve', 'Librarian'],
  ],
  'form-classes': () => [
    [m.imports_sample_username(), m.imports_sample_form_class(), m.imports_sample_teacher()],
    ['ada.example', '7A', 'kit.makebelieve'],
    ['bo.sample', '8C', ''],
  ],
};

/** A file about registered patrons to begin with. */
export const getRelatedSample = useCase({
  name: 'get-patron-related-sample',
  permission: 'patrons.import',
  input: RelatedSampleQuery,
  async run({ locale, environment }, { kind }) {
    const rows = inLocale(
      locale === 'es' ? 'es' : 'en',
      environment.ORIGIN ?? 'http://localhost',
      SAMPLES[kind],
    );
    return { text: `\ufeff${Papa.unparse(rows)}\r\n`, name: `${kind}-sample.csv` };
  },
});
