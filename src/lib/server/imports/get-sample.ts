import Papa from 'papaparse';
import { SampleQuery } from '$lib/contracts/imports';
import { m } from '$lib/paraglide/messages.js';
import { inLocale } from '../http/locale';
import { useCase } from '../use-case';

/** Headers in the reader's language that an import recognises, and people whom nobody could take for real. */
const sample = () => [
  [
    m.imports_sample_username(),
    m.imports_sample_barcode(),
    m.imports_sample_admin_system_id(),
    m.imports_sample_given_name(),
    m.imports_sample_surname(),
    m.imports_sample_email(),
    m.imports_sample_birth_year(),
    m.imports_sample_cohort(),
    m.imports_sample_form_class(),
  ],
  ['ada.example', '00100', 'S-0001', 'Ada', 'Example', 'ada@school.example', '2014', '7', '7A'],
  ['bo.sample', '00101', 'S-0002', 'Bo', 'Sample', '', '2013', '8', '8C'],
  ['kit.makebelieve', '00102', 'S-0003', 'Kit', 'Makebelieve', 'kit@school.example', '', '12', '12B'],
];

/** A patron file to begin with. */
export const getSample = useCase({
  name: 'get-patron-import-sample',
  permission: 'patrons.import',
  input: SampleQuery,
  async run({ locale, environment }, { format }) {
    const language = locale === 'es' ? 'es' : 'en';
    const rows = inLocale(language, environment.ORIGIN ?? 'http://localhost', sample);
    const text = Papa.unparse(rows, { delimiter: format === 'tsv' ? '\t' : ',' });
    return { text: `\ufeff${text}\r\n`, name: `patrons-sample.${format}` };
  },
});
