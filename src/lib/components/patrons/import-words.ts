import type { PresetId } from '$lib/domain/imports/presets';
import type { DiffRow } from '$lib/contracts/imports';
import { m } from '$lib/paraglide/messages.js';
import { jobErrorText } from '$lib/words/job-error-text';

/** Why an import did not run: the library's words, or ours for its code. */
export const importFailureText = ({ code, message }: { code: string; message: string }): string =>
  code === 'offline' ? m.admin_offline_text() : message || jobErrorText(code);

const PRESETS: Readonly<Record<PresetId, () => string>> = {
  infiniti: () => m.patrons_preset_infiniti(),
  destiny: () => m.patrons_preset_destiny(),
  koha: () => m.patrons_preset_koha(),
  oneroster: () => m.patrons_preset_oneroster(),
  clever: () => m.patrons_preset_clever(),
  slims: () => m.patrons_preset_slims(),
  sds: () => m.imports_preset_sds(),
  alexandria: () => m.imports_preset_alexandria(),
  folio: () => m.imports_preset_folio(),
};

export const presetName = (preset: PresetId): string => PRESETS[preset]();

type DiffValue = DiffRow['fields'][number]['before'];

/** A stored or new value of a field in words; "none" where there is nothing. */
export function valueText(value: DiffValue): string {
  if (typeof value === 'boolean') return value ? m.common_yes() : m.common_no();
  const text = Array.isArray(value) ? value.join(', ') : String(value ?? '');
  return text === '' ? m.patrons_import_none() : text;
}
