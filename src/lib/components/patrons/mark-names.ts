import type { PatronMark } from '$lib/contracts/patron-list';
import { m } from '$lib/paraglide/messages.js';

/** What a filter that is on or off is called. */
export const markName = (mark: PatronMark): string =>
  ({
    blocked: m.lists_mark_blocked,
    expired: m.lists_mark_expired,
    noBarcode: m.lists_mark_no_barcode,
    neverSignedIn: m.lists_mark_never_signed_in,
    singleSignOn: m.patrons_field_single_sign_on,
    left: m.lists_mark_left,
    duplicate: m.lists_mark_duplicate,
  })[mark]();
