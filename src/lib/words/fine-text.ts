import { ON_ACCOUNT, type Fine, type FineList, type PaymentMethod } from '$lib/contracts/fines';
import { m } from '$lib/paraglide/messages.js';

const KINDS: Readonly<Record<Fine['kind'], () => string>> = {
  overdue: m.fines_kind_overdue,
  lost: m.fines_kind_lost,
  damaged: m.fines_kind_damaged,
  processing: m.fines_kind_processing,
  manual: m.fines_kind_manual,
};
const METHODS: Readonly<Record<PaymentMethod, () => string>> = {
  cash: m.fines_method_cash,
  card: m.fines_method_card,
  cheque: m.fines_method_cheque,
  other: m.fines_method_other,
};
type EntryType = FineList['items'][number]['entries'][number]['type'];
const ENTRIES: Readonly<Record<EntryType, () => string>> = {
  charge: m.fines_entry_charge,
  payment: m.fines_entry_payment,
  waiver: m.fines_entry_waiver,
  refund: m.fines_entry_refund,
  void: m.fines_entry_void,
};

/** What a fine is for, how it was paid, what was done to it: in the reader's language. */
export const fineKindText = (kind: Fine['kind']): string => KINDS[kind]();
export const methodText = (method: string): string =>
  method === ON_ACCOUNT ? m.fines_method_account() : (METHODS[method as PaymentMethod] ?? METHODS.other)();
export const entryText = (type: EntryType): string => ENTRIES[type]();
