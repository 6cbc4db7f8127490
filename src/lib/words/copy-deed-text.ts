import type { CopyDeed } from '$lib/domain/circulation/copy-life';
import { m } from '$lib/paraglide/messages.js';

const NAMES: Readonly<Record<CopyDeed, () => string>> = {
  'send-to-repair': m.copies_deed_send_to_repair,
  'back-from-repair': m.copies_deed_back_from_repair,
  'mark-missing': m.copies_deed_mark_missing,
  'mark-lost': m.copies_deed_mark_lost,
  found: m.copies_deed_found,
  withdraw: m.copies_deed_withdraw,
  restore: m.copies_deed_restore,
  order: m.copies_deed_order,
  receive: m.copies_deed_receive,
  arrive: m.copies_deed_arrive,
};

/** What a button says that does it. */
export const deedName = (deed: CopyDeed): string => NAMES[deed]();
