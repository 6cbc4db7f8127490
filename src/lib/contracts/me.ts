import * as v from 'valibot';
import { Loan } from './circulation';
import { CARD_SYMBOLOGIES } from '../domain/patrons/card-codes';
import { Day, Id, Money, Refusal } from './shared';

/** A card's code as a path of dark modules over `width` x `height`, quiet zone included. */
export const CardDrawing = v.object({
  symbology: v.picklist(CARD_SYMBOLOGIES),
  width: v.number(),
  height: v.number(),
  path: v.string(),
});
export type CardDrawing = v.InferOutput<typeof CardDrawing>;

/** The signed-in person, with what their library card shows. */
export const Me = v.object({
  patronId: Id,
  name: v.string(),
  barcode: v.nullable(v.string()),
  /** The card's code in the first symbology of the site; absent for Code 128, and for one that can't hold the barcode. */
  card: v.optional(CardDrawing),
  /** Signs in by single sign-on only: there is no password to change. */
  singleSignOn: v.boolean(),
  formClass: v.nullable(v.string()),
  site: v.nullable(v.object({ id: Id, name: v.string(), timeZone: v.string() })),
  /** Today at that site. */
  today: Day,
  permissions: v.array(v.string()),
  owes: v.optional(Money),
});
export type Me = v.InferOutput<typeof Me>;

/** A loan of one's own, and whether it could be renewed now, or every reason why not. */
export const OwnLoan = v.object({
  ...Loan.entries,
  renewal: v.object({ allowed: v.boolean(), dueOn: v.optional(Day), reasons: v.array(Refusal) }),
});
export type OwnLoan = v.InferOutput<typeof OwnLoan>;
export const OwnLoans = v.object({ items: v.array(OwnLoan), total: v.number(), today: Day });
export type OwnLoans = v.InferOutput<typeof OwnLoans>;
export const BlockList = v.object({ items: v.array(Refusal), total: v.number() });
