/** Symbologies that a patron's card may be printed in; the names are those of the drawing library. */
export const CARD_SYMBOLOGIES = ['code39', 'code128', 'codabar', 'ean13', 'itf', 'qr'] as const;
export type CardSymbology = (typeof CARD_SYMBOLOGIES)[number];

export const CARD_CHECKS = ['none', 'mod10', 'mod43'] as const;
export type CardCheck = (typeof CARD_CHECKS)[number];

/** What the desk's patron search can show beside the name; a field of the district's own is `field:<id>`. */
export const DESK_PATRON_FIELDS = [
  'barcode',
  'formClass',
  'cohort',
  'libraryGroup',
  'username',
  'adminSystemId',
] as const;
export type DeskPatronField = (typeof DESK_PATRON_FIELDS)[number];

const OWN = 'field:';
/** A field of the district's own among the others. */
export type OwnFieldName = `${typeof OWN}${string}`;

/** The id of the district's own field that a desk field names, if it names one. */
export const ownFieldId = (field: string): string | undefined =>
  field.startsWith(OWN) && field.length > OWN.length ? field.slice(OWN.length) : undefined;

/** How the desk's settings name a field of the district's own. */
export const deskFieldOf = (fieldId: string): OwnFieldName => `${OWN}${fieldId}`;

export const isOwnField = (field: string): field is OwnFieldName => ownFieldId(field) !== undefined;

/** What readers that send start and stop signs send around the number of a card: letters, or Code 39's asterisks. */
const FRAMES: readonly { readonly symbology: CardSymbology; readonly frame: RegExp }[] = [
  { symbology: 'codabar', frame: /^[A-D]([-0-9$:/.+]+)[A-D]$/i },
  { symbology: 'code39', frame: /^\*([^*]+)\*$/ },
];

/**
 * The number of a card without the start and stop signs of its symbology, where it reads as if it had them. The text as
 * it was scanned comes first: only where it is nobody's, this one may be meant.
 */
export function unframedCard(scanned: string): { symbology: CardSymbology; barcode: string } | undefined {
  for (const { symbology, frame } of FRAMES) {
    const barcode = frame.exec(scanned)?.[1];
    if (barcode !== undefined) return { symbology, barcode };
  }
  return undefined;
}

/** The signs of Code 39 in the order of their values (ISO/IEC 16388). */
export const CODE39_SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%';

/** Luhn over the digits, the check digit at the end; library cards of 14 digits are numbered so. */
function isMod10(barcode: string): boolean {
  if (!/^\d{2,}$/.test(barcode)) return false;
  const sum = [...barcode].reverse().reduce((total, sign, i) => {
    const digit = Number(sign) * (i % 2 === 1 ? 2 : 1);
    return total + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return sum % 10 === 0;
}

/** The sum of the signs' places in Code 39's alphabet, modulo 43, is the last sign (ISO/IEC 16388, annex A). */
function isMod43(barcode: string): boolean {
  const places = [...barcode].map((sign) => CODE39_SIGNS.indexOf(sign));
  const last = places.pop();
  if (last === undefined || places.length === 0 || last < 0 || places.includes(-1)) return false;
  return places.reduce((total, place) => total + place, 0) % 43 === last;
}

/** Whether a card's barcode ends as the site's rule says; every one does where there is no rule. */
export function passesCardCheck(barcode: string, check: CardCheck): boolean {
  if (check === 'none') return true;
  return check === 'mod10' ? isMod10(barcode) : isMod43(barcode);
}
