import { SCAN_FIELD } from '../scanner/wedge';

/** Every action of the desk with its key, in the order in which the keys are shown. */
export const DESK_KEYS = [
  { id: 'checkout', key: '1' },
  { id: 'checkin', key: '2' },
  { id: 'book-drop', key: '3' },
  { id: 'put-away', key: 'Escape' },
  { id: 'renew-all', key: 'R' },
  { id: 'override', key: 'O' },
  { id: 'undo', key: 'U' },
  { id: 'print', key: 'P' },
  { id: 'camera', key: 'C' },
  { id: 'due', key: 'D' },
  { id: 'card', key: 'K' },
  { id: 'copy', key: 'B' },
  { id: 'again', key: 'A' },
  { id: 'loans', key: 'L' },
  { id: 'holds', key: 'H' },
  { id: 'owes', key: 'M' },
  { id: 'fields', key: 'F' },
  { id: 'browse', key: 'G' },
  { id: 'several', key: 'V' },
  { id: 'wishes', key: 'W' },
  { id: 'renew-some', key: 'N' },
  { id: 'return-all', key: 'Y' },
  { id: 'damaged', key: 'X' },
  { id: 'loan-deed', key: 'I' },
  { id: 'charge', key: 'Q' },
  { id: 'mail', key: 'E' },
  { id: 'block', key: 'J' },
  { id: 'pay', key: 'T' },
  { id: 'sound', key: 'S' },
  { id: 'line', key: '/' },
  { id: 'keys', key: '?' },
] as const;

export type DeskKeyId = (typeof DESK_KEYS)[number]['id'];

/** Keys that no card, copy or name begins with: they count in the empty scan line too. */
const UNTYPED = new Set(['Escape', '?']);

export const keyOf = (id: DeskKeyId): string => DESK_KEYS.find((one) => one.id === id)?.key ?? '';

/** The key as it is pressed in the scan line: with Alt, so that typing a name or a scanner never acts. */
export const isBare = (id: DeskKeyId): boolean => UNTYPED.has(keyOf(id));

/**
 * The action that a key press asks for. In the scan line letters and digits count with Alt only; on buttons and on the
 * page they count alone as well; in any other field none counts.
 */
export function deskKeyFor(event: KeyboardEvent): DeskKeyId | undefined {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.repeat || event.isComposing)
    return undefined;
  const field = fieldOf(event.target);
  if (field && !field.hasAttribute(SCAN_FIELD)) return undefined;
  const key = pressed(event);
  if (field && !event.altKey && !(UNTYPED.has(key) && (field.value === '' || key === 'Escape')))
    return undefined;
  return DESK_KEYS.find((one) => one.key === key)?.id;
}

/** Alt makes other signs on some keyboards: then the key's place counts. */
function pressed({ key, code, altKey }: KeyboardEvent): string {
  if (key.length > 1 || key === '?' || key === '/') return key;
  const sign = key.toUpperCase();
  if (!altKey || /^[A-Z0-9]$/.test(sign)) return sign;
  return /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1] ?? sign;
}

const PRESSED_INPUTS = new Set(['button', 'submit', 'reset', 'checkbox', 'radio']);

function fieldOf(
  target: EventTarget | null,
): HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | undefined {
  if (target instanceof HTMLInputElement) return PRESSED_INPUTS.has(target.type) ? undefined : target;
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return target;
  return undefined;
}
