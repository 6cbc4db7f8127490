import { getLocale } from '$lib/paraglide/runtime.js';

/** Every currency this browser knows, named in the reader's language: "AUD" with "Australian Dollar" as its detail. */
export function currencyOptions(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([getLocale()], { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((code) => ({
    value: code,
    label: `${code} ${names.of(code) ?? ''}`.trim(),
  }));
}
