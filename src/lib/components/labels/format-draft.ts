import type { LabelFormat, NewLabelFormat } from '$lib/contracts/labels';
import {
  LABEL_KINDS,
  LABEL_PRESETS,
  PAPER_NAMES,
  PAPERS,
  type LabelLayout,
} from '$lib/domain/labels/label-layout';
import { inMillimetres } from './sheet-names';

const LENGTHS = ['pageWidth', 'pageHeight', 'left', 'top', 'gapX', 'gapY', 'width', 'height'] as const;
const COUNTS = ['rows', 'columns'] as const;
type Length = (typeof LENGTHS)[number];
type Count = (typeof COUNTS)[number];

/** A sheet as its form holds it: lengths in millimetres, as they are typed. */
export type FormatDraft = { name: string; kind: string; paper: string } & Record<Length | Count, string>;

const numbersOf = (layout: LabelLayout): Record<Length | Count, string> => {
  const lengths = LENGTHS.map((key) => [key, String(inMillimetres(layout[key]))]);
  const counts = COUNTS.map((key) => [key, String(layout[key])]);
  return Object.fromEntries([...lengths, ...counts]) as Record<Length | Count, string>;
};

/** A new one begins as the first common sheet. */
export function draftOf(format: LabelFormat | undefined): FormatDraft {
  const [first] = LABEL_PRESETS;
  const layout = format?.layout ?? first?.layout;
  if (!layout) throw new Error('no sheet is shipped');
  return {
    name: format?.name ?? '',
    kind: format?.kind ?? 'spine',
    paper: layout.paper,
    ...numbersOf(layout),
  };
}

/** A comma is a point to half of the world; what is no number is refused by the library, field by field. */
const numberIn = (text: string) => (text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.')));

/** As the library is sent it. */
export function formatInput(draft: FormatDraft): NewLabelFormat {
  const lengths = LENGTHS.map((key) => [key, Math.round(numberIn(draft[key]) * 100)]);
  const counts = COUNTS.map((key) => [key, numberIn(draft[key])]);
  const paper = PAPER_NAMES.find((one) => one === draft.paper) ?? 'own';
  const size = paper === 'own' ? {} : { pageWidth: PAPERS[paper].width, pageHeight: PAPERS[paper].height };
  const numbers = Object.fromEntries([...lengths, ...counts]) as Record<Length | Count, number>;
  return {
    name: draft.name,
    kind: LABEL_KINDS.find((one) => one === draft.kind) ?? 'spine',
    layout: { paper, ...numbers, ...size },
  };
}
