import type { Reason } from '$lib/domain/shared/decision';

/** The sentence for one reason. */
export function reasonText(reason: Reason, locale?: 'en' | 'es'): { text: string } {
  void locale;
  return { text: reason.code };
}
