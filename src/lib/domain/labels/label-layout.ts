/** Paper sizes in hundredths of a millimetre. */
export const PAPERS = {
  a4: { width: 21_000, height: 29_700 },
  letter: { width: 21_590, height: 27_940 },
} as const;
export const PAPER_NAMES = ['a4', 'letter', 'own'] as const;
export type PaperName = (typeof PAPER_NAMES)[number];

export const LABEL_KINDS = ['spine', 'barcode', 'card'] as const;
export type LabelKind = (typeof LABEL_KINDS)[number];

/** A sheet of labels; every length in hundredths of a millimetre. */
export interface LabelLayout {
  readonly paper: PaperName;
  readonly pageWidth: number;
  readonly pageHeight: number;
  readonly rows: number;
  readonly columns: number;
  /** From the paper's edge to the first label. */
  readonly left: number;
  readonly top: number;
  /** Between two labels. */
  readonly gapX: number;
  readonly gapY: number;
  readonly width: number;
  readonly height: number;
}

export interface LayoutProblem {
  readonly path: 'columns' | 'rows';
  readonly code: 'sheet-too-narrow' | 'sheet-too-short';
}

/** Half of a hundredth is lost where sheets are given in inches. */
const TOLERANCE = 10;

const extent = (first: number, count: number, size: number, gap: number) =>
  first + count * size + (count - 1) * gap;

/** Whether the labels lie on their paper. */
export function layoutProblems(layout: LabelLayout): LayoutProblem[] {
  const { left, top, columns, rows, width, height, gapX, gapY } = layout;
  const problems: LayoutProblem[] = [];
  if (extent(left, columns, width, gapX) > layout.pageWidth + TOLERANCE)
    problems.push({ path: 'columns', code: 'sheet-too-narrow' });
  if (extent(top, rows, height, gapY) > layout.pageHeight + TOLERANCE)
    problems.push({ path: 'rows', code: 'sheet-too-short' });
  return problems;
}

export const labelsOnSheet = ({ rows, columns }: LabelLayout): number => rows * columns;

/** Where a label of a sheet lies, from the paper's upper left corner; the first is 0, row by row. */
export function placeOnSheet(layout: LabelLayout, at: number): { x: number; y: number } {
  const column = at % layout.columns;
  const row = Math.floor(at / layout.columns);
  return {
    x: layout.left + column * (layout.width + layout.gapX),
    y: layout.top + row * (layout.height + layout.gapY),
  };
}

/** A label that is printed: which place of its sheet, from 0, and what stands on it. */
export interface Placed<T> {
  readonly at: number;
  readonly item: T;
}

/**
 * Labels on their sheets. @param first the first free label of a begun sheet, from 1; beyond the sheet is its last
 */
export function onSheets<T>(layout: LabelLayout, items: readonly T[], first = 1): Placed<T>[][] {
  const size = labelsOnSheet(layout);
  const skipped = Math.min(Math.max(1, Math.trunc(first) || 1), size) - 1;
  const sheets: Placed<T>[][] = [];
  items.forEach((item, index) => {
    const place = skipped + index;
    (sheets[Math.floor(place / size)] ??= []).push({ at: place % size, item });
  });
  return sheets;
}

/** A common sheet, known by its geometry. */
export interface LabelPreset {
  readonly id: string;
  readonly kind: LabelKind;
  readonly layout: LabelLayout;
}

type Geometry = Omit<LabelLayout, 'paper' | 'pageWidth' | 'pageHeight'>;

const preset = (paper: keyof typeof PAPERS, kind: LabelKind, geometry: Geometry): LabelPreset => ({
  id: `${paper}-${kind}-${geometry.columns}x${geometry.rows}`,
  kind,
  layout: {
    paper,
    pageWidth: PAPERS[paper].width,
    pageHeight: PAPERS[paper].height,
    ...geometry,
  },
});

const sheet = (
  [columns, rows]: [number, number],
  [width, height]: [number, number],
  [left, top]: [number, number],
  [gapX, gapY]: [number, number],
): Geometry => ({ columns, rows, width, height, left, top, gapX, gapY });

/** Sheets that are sold everywhere, and cards of credit-card size (ISO/IEC 7810, ID-1) cut out of paper. */
export const LABEL_PRESETS: readonly LabelPreset[] = [
  preset('a4', 'spine', sheet([5, 13], [3810, 2120], [475, 1070], [250, 0])),
  preset('letter', 'spine', sheet([4, 20], [4445, 1270], [762, 1270], [762, 0])),
  preset('a4', 'barcode', sheet([3, 8], [7000, 3700], [0, 50], [0, 0])),
  preset('a4', 'barcode', sheet([3, 7], [6350, 3810], [720, 1515], [250, 0])),
  preset('a4', 'barcode', sheet([2, 7], [9910, 3810], [465, 1515], [250, 0])),
  preset('letter', 'barcode', sheet([3, 10], [6668, 2540], [476, 1270], [317, 0])),
  preset('a4', 'card', sheet([2, 5], [8560, 5398], [1540, 950], [800, 150])),
  preset('letter', 'card', sheet([2, 5], [8560, 5398], [1800, 475], [800, 0])),
];
