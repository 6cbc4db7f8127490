import type { LabelFormat } from '$lib/contracts/labels';
import {
  LABEL_PRESETS,
  labelsOnSheet,
  type LabelKind,
  type LabelLayout,
  type PaperName,
} from '$lib/domain/labels/label-layout';
import { m } from '$lib/paraglide/messages.js';

/** Hundredths of a millimetre as millimetres, as a number is typed. */
export const inMillimetres = (hundredths: number): number => hundredths / 100;

export const PAPER_WORDS: Readonly<Record<PaperName, () => string>> = {
  a4: m.labels_paper_a4,
  letter: m.labels_paper_letter,
  own: m.labels_paper_own,
};

export const KIND_WORDS: Readonly<Record<LabelKind, () => string>> = {
  spine: m.labels_kind_spine,
  barcode: m.labels_kind_barcode,
  card: m.labels_kind_card,
};

/** A sheet by its geometry: "A4: 24 of 70 × 37 mm". */
export const sheetWords = (layout: LabelLayout): string =>
  m.labels_preset({
    paper: PAPER_WORDS[layout.paper](),
    count: labelsOnSheet(layout),
    width: inMillimetres(layout.width),
    height: inMillimetres(layout.height),
  });

/** A sheet to choose: the library's own first, then the common ones. */
export interface SheetChoice {
  readonly id: string;
  readonly kind: LabelKind;
  readonly label: string;
  readonly layout: LabelLayout;
}

export const sheetChoices = (own: readonly LabelFormat[]): SheetChoice[] => [
  ...own.map(({ id, kind, name, layout }) => ({ id, kind, label: name, layout })),
  ...LABEL_PRESETS.map(({ id, kind, layout }) => ({ id, kind, label: sheetWords(layout), layout })),
];
