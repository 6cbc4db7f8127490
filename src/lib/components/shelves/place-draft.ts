import type { ShelfPlace } from '$lib/contracts/shelves';
import { m } from '$lib/paraglide/messages.js';

/** A place as it is edited: a new one has no id yet. */
export type EditedPlace = Omit<ShelfPlace, 'id'> & { id?: string };

export const newPlace = (): EditedPlace => ({
  name: '',
  shelf: null,
  callFrom: null,
  callTo: null,
  directions: '',
  x: null,
  y: null,
});

/** What a place is for, in words: "Shelf Reference, 500 to 599". */
export function ruleWords({ shelf, callFrom, callTo }: EditedPlace): string {
  const words: string[] = [];
  if (shelf) words.push(m.shelves_rule_shelf({ shelf }));
  if (callFrom || callTo) words.push(m.shelves_rule_range({ from: callFrom ?? '…', to: callTo ?? '…' }));
  return words.length > 0 ? words.join(', ') : m.shelves_rule_rest();
}

const WHOLE = 1000;
const STEP = 10;

const kept = (thousandths: number) => Math.min(WHOLE, Math.max(0, Math.round(thousandths)));

/** Thousandths as the per cent that are typed; '' for no mark. */
export const percentText = (thousandths: number | null): string =>
  thousandths === null ? '' : String(thousandths / STEP);

/** Per cent as they are typed, in thousandths; null for nothing and for what is no number. */
export function thousandthsOf(text: string): number | null {
  const number = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || Number.isNaN(number) ? null : kept(number * STEP);
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

/** A mark moved by a key; from the middle where there is none. Nothing for any other key. */
export function movedMark(
  { x, y }: Pick<EditedPlace, 'x' | 'y'>,
  key: string,
): { x: number; y: number } | undefined {
  const step = ARROWS[key];
  if (!step) return undefined;
  if (x === null || y === null) return { x: WHOLE / 2, y: WHOLE / 2 };
  return { x: kept(x + step[0]), y: kept(y + step[1]) };
}

/** Where a plan was clicked, in thousandths. */
export const clickedMark = (
  at: { clientX: number; clientY: number },
  box: { left: number; top: number; width: number; height: number },
) => ({
  x: kept(((at.clientX - box.left) / Math.max(1, box.width)) * WHOLE),
  y: kept(((at.clientY - box.top) / Math.max(1, box.height)) * WHOLE),
});
