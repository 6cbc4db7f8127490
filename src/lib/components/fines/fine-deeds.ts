import type { Fine } from '$lib/contracts/fines';
import type { PermissionId } from '$lib/domain/access/permission-ids';
import { m } from '$lib/paraglide/messages.js';

/** What may be done to a fine besides paying it; the names are those of the page's API. */
export type FineDeed = 'payOut' | 'waive' | 'refund' | 'takeBack' | 'remove';

const sumOf = (fine: Fine, ...types: Fine['entries'][number]['type'][]): number =>
  fine.entries
    .filter((entry) => types.includes(entry.type))
    .reduce((sum, entry) => sum - entry.amount.amount, 0);

/** What was paid for a fine and not given back, in minor units. */
const keptOf = (fine: Fine): number => sumOf(fine, 'payment', 'refund');

/** The most that a deed can be about, in minor units. */
export function mostOf(fine: Fine, deed: FineDeed): number {
  if (deed === 'payOut') return fine.credit.amount;
  return deed === 'refund' ? keptOf(fine) : Math.max(0, fine.outstanding.amount);
}

const NEEDS: Readonly<Record<FineDeed, PermissionId>> = {
  payOut: 'fines.refund',
  waive: 'fines.waive',
  refund: 'fines.refund',
  takeBack: 'fines.void',
  remove: 'fines.delete',
};
const WORDS: Readonly<Record<FineDeed, { title: () => string; text: () => string }>> = {
  payOut: { title: m.fines_pay_out, text: m.fines_pay_out_text },
  waive: { title: m.fines_waive, text: m.fines_waive_text },
  refund: { title: m.fines_refund, text: m.fines_refund_text },
  takeBack: { title: m.fines_void, text: m.fines_void_text },
  remove: { title: m.fines_delete, text: m.fines_delete_text },
};

export const deedWords = (deed: FineDeed) => ({ title: WORDS[deed].title(), text: WORDS[deed].text() });

/** What somebody may do to a fine as it stands; deleting is for what nobody has paid for. */
export function deedsFor(fine: Fine, can: (permission: PermissionId) => boolean): FineDeed[] {
  const deeds: FineDeed[] = ['payOut', 'waive', 'refund', 'takeBack', 'remove'];
  return deeds.filter(
    (deed) => can(NEEDS[deed]) && mostOf(fine, deed) > 0 && (deed !== 'remove' || keptOf(fine) === 0),
  );
}
