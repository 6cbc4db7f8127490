/** Subjects that a child who can't read yet finds by their picture. */
export const pictureSubjects = [
  'animals',
  'space',
  'sea',
  'castles',
  'dinosaurs',
  'machines',
  'nature',
  'sport',
  'music',
  'art',
  'history',
  'mystery',
  'friendship',
  'fairy-tales',
  'science',
  'funny',
  'food',
  'world',
] as const;
export type PictureSubject = (typeof pictureSubjects)[number];

/** Foil on cloth: `fill` and `line` are foil, `cut` and `cut-line` let the cloth show through. Grid 200 x 144. */
type Shape = readonly ['fill' | 'line' | 'cut' | 'cut-line', string];
type Drawing = { readonly cloth: number; readonly shapes: readonly Shape[] };

function oval(x: number, y: number, rx: number, ry: number): string {
  return `M${x - rx} ${y}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0z`;
}

const disc = (x: number, y: number, r: number): string => oval(x, y, r, r);

function sparkle(x: number, y: number, r: number): string {
  const s = r * 0.28;
  return `M${x} ${y - r}l${s} ${r - s} ${r - s} ${s} ${s - r} ${s} ${-s} ${r - s} ${-s} ${s - r} ${s - r} ${-s} ${r - s} ${-s}z`;
}

function gear(x: number, y: number, outer: number, inner: number, teeth: number): string {
  const corner = (at: number, r: number): string => {
    const angle = (2 * Math.PI * at) / teeth;
    return `${(x + r * Math.cos(angle)).toFixed(1)} ${(y + r * Math.sin(angle)).toFixed(1)}`;
  };
  const tooth = (at: number): string =>
    [
      [-0.32, inner],
      [-0.22, outer],
      [0.22, outer],
      [0.32, inner],
    ]
      .map(([shift = 0, r = inner]) => corner(at + shift, r))
      .join('L');
  return `M${Array.from({ length: teeth }, (_, at) => tooth(at)).join('L')}z`;
}

export const subjectDrawings: Readonly<Record<PictureSubject, Drawing>> = {
  animals: {
    cloth: 6,
    shapes: [
      ['fill', 'M52 30 84 56q16-5 32 0l32-26q4 52-48 92-52-40-48-92z'],
      ['cut', 'M61 45l14 12-12 10zM139 45l-14 12 12 10z'],
      ['cut', 'M62 80q24 0 38 38-26-16-38-38zM138 80q-24 0-38 38 26-16 38-38z'],
      ['cut', disc(84, 78, 4.5) + disc(116, 78, 4.5)],
    ],
  },
  space: {
    cloth: 3,
    shapes: [
      ['fill', 'M69 78a32 32 0 0 1 61-20q-24 20-61 20zM72 86q36-2 61-20a32 32 0 0 1-61 20z'],
      ['line', 'M70 70q-32 18-28 26 6 10 62-9t54-35q-3-7-33-2'],
      ['fill', sparkle(38, 37, 11) + sparkle(162, 103, 9)],
      ['fill', disc(160, 30, 9) + disc(66, 22, 2.5) + disc(32, 112, 2.5) + disc(126, 120, 2.5)],
    ],
  },
  sea: {
    cloth: 7,
    shapes: [
      ['fill', 'M97 20v66H58zM104 32v54h34zM52 92h98l-14 18H68z'],
      ['fill', disc(166, 32, 12)],
      ['line', 'M16 120q12-11 24 0t24 0 24 0 24 0 24 0 24 0 24 0'],
      ['line', 'M28 134q12-11 24 0t24 0 24 0 24 0 24 0 24 0'],
    ],
  },
  castles: {
    cloth: 2,
    shapes: [
      [
        'fill',
        'M40 122V56h-4V42h8v6h6v-6h8v6h6v-6h8v14h-4v14h10V58h6v6h6v-6h8v6h6v-6h8v6h6v-6h6v12h10V56h-4V42h8v6h6v-6h8v6h6v-6h8v14h-4v66z',
      ],
      ['cut', 'M86 122V98a14 14 0 0 1 28 0v24zM52 74a5 5 0 0 1 10 0v12H52zM138 74a5 5 0 0 1 10 0v12h-10z'],
      ['line', 'M57 40V18M143 40V18'],
      ['fill', 'M57 16h20l-6 6 6 6H57zM143 16h20l-6 6 6 6h-20z'],
    ],
  },
  dinosaurs: {
    cloth: 8,
    shapes: [
      [
        'fill',
        'M18 96q34 2 48-16 18-22 46-14 18 4 24-18 5-24 22-26 16 0 20 11 2 9-9 9h-10q-2 22-8 38-4 14-12 18l2 24h-13l-4-20q-14 4-28 1l-3 19H80l-2-24Q52 108 18 96z',
      ],
      ['cut', disc(163, 32, 3)],
      ['line', 'M14 126h172M28 126q-2-14-12-16M28 126q0-16 10-20M28 126q4-8 12-8'],
    ],
  },
  machines: {
    cloth: 9,
    shapes: [
      ['fill', gear(78, 62, 41, 30, 9) + gear(138, 98, 27, 18, 7)],
      ['cut', disc(78, 62, 12) + disc(138, 98, 7)],
    ],
  },
  nature: {
    cloth: 1,
    shapes: [
      ['fill', `${disc(100, 44, 27) + disc(77, 64, 22) + disc(123, 64, 22)}M94 66h12l5 56H89z`],
      ['cut-line', 'M100 96V54M100 74l15-12M100 84l-16-13'],
      ['line', 'M26 122h148M44 122v-18M158 122v-14'],
      ['fill', 'M44 106q-12 0-14-12 14 0 14 12zM44 106q12 0 14-12-14 0-14 12z'],
      ['fill', disc(158, 102, 7)],
      ['cut', disc(158, 102, 2.5)],
    ],
  },
  sport: {
    cloth: 4,
    shapes: [
      ['fill', disc(108, 66, 46)],
      ['cut', 'M108 46l19 14-7 22H96l-7-22z'],
      ['cut-line', 'M108 46V22M127 60l23-8M120 82l15 20M96 82l-15 20M89 60l-23-8'],
      ['line', 'M20 46h22M12 66h26M20 86h22M40 124h136'],
    ],
  },
  music: {
    cloth: 5,
    shapes: [
      ['fill', `M80 32 146 16v78h-10V46L90 57v53H80z${oval(74, 110, 17, 12) + oval(130, 94, 17, 12)}`],
      ['line', 'M22 48q8-9 16 0t16 0M158 120q7-9 14 0t14 0'],
      ['fill', sparkle(172, 50, 9) + disc(34, 76, 3)],
    ],
  },
  art: {
    cloth: 10,
    shapes: [
      [
        'fill',
        'M94 20c-38 0-64 24-64 54 0 28 24 48 50 48 12 0 15-8 11-17-4-9 2-16 14-16h20c16 0 28-10 28-27 0-26-25-42-59-42z',
      ],
      ['cut', disc(60, 62, 8) + disc(82, 42, 8) + disc(112, 44, 8) + disc(56, 88, 8)],
      ['fill', 'M164 24l10 4-18 62-14-5zM141 90l14 5c0 14-8 24-24 27 6-8 4-22 10-32z'],
    ],
  },
  history: {
    cloth: 4,
    shapes: [
      ['fill', 'M100 18 162 48v10H38V48z'],
      ['cut', disc(100, 42, 6)],
      ['fill', 'M48 64h14v42H48zM78 64h14v42H78zM108 64h14v42h-14zM138 64h14v42h-14z'],
      ['fill', 'M42 110h116v7H42zM34 121h132v8H34z'],
    ],
  },
  mystery: {
    cloth: 9,
    shapes: [
      ['fill', `${disc(88, 58, 40)}M113 89l9-9 40 40a6 6 0 0 1-9 9z`],
      ['cut', disc(88, 58, 31)],
      ['fill', 'M63 58q25-28 50 0-25 28-50 0z'],
      ['cut', disc(88, 58, 9)],
      ['fill', disc(91, 55, 3)],
      ['fill', sparkle(158, 34, 10) + disc(34, 112, 3)],
    ],
  },
  friendship: {
    cloth: 2,
    shapes: [
      ['fill', disc(60, 64, 18) + disc(140, 64, 18)],
      ['fill', 'M26 126c0-26 13-40 34-40 16 0 27 8 32 24h16c5-16 16-24 32-24 21 0 34 14 34 40z'],
      ['fill', 'M100 58c-15-10-22-17-22-25 0-10 14-12 22-2 8-10 22-8 22 2 0 8-7 15-22 25z'],
      ['cut', disc(54, 62, 2.5) + disc(66, 62, 2.5) + disc(134, 62, 2.5) + disc(146, 62, 2.5)],
      ['cut-line', 'M54 70q6 5 12 0M134 70q6 5 12 0'],
    ],
  },
  'fairy-tales': {
    cloth: 5,
    shapes: [
      ['fill', 'M56 108 46 54l31 22 23-42 23 42 31-22-10 54zM56 114h88v10H56z'],
      ['fill', disc(46, 48, 6) + disc(100, 28, 6) + disc(154, 48, 6)],
      ['cut', `M100 80l7 10-7 10-7-10z${disc(74, 94, 4) + disc(126, 94, 4)}`],
      ['fill', sparkle(24, 92, 10) + sparkle(176, 96, 10) + sparkle(70, 24, 7) + disc(140, 22, 2.5)],
    ],
  },
  science: {
    cloth: 7,
    shapes: [
      ['fill', 'M84 18h32v9h-5v31l33 50c5 9 0 16-9 16H65c-9 0-14-7-9-16l33-50V27h-5z'],
      ['cut', 'M96 27h8v33l14 21q-9-6-18 0t-18 0l14-21z'],
      ['cut', disc(88, 102, 7) + disc(110, 108, 5) + disc(112, 92, 3.5)],
      ['fill', disc(138, 40, 6) + disc(152, 24, 4) + sparkle(40, 46, 10)],
    ],
  },
  funny: {
    cloth: 6,
    shapes: [
      ['fill', disc(100, 70, 50)],
      ['cut-line', 'M70 60q9-12 18 0M112 60q9-12 18 0'],
      ['cut', 'M66 76h68q-4 32-34 32T66 76z'],
      ['fill', 'M82 98q18-14 36 0-7 7-18 7t-18-7z'],
      ['line', 'M28 34l10 8M20 66h12M172 34l-10 8M180 66h-12'],
    ],
  },
  food: {
    cloth: 8,
    shapes: [
      [
        'fill',
        'M100 46c-11-11-42-12-48 17-6 31 17 63 33 63 7 0 9-3 15-3s8 3 15 3c16 0 39-32 33-63-6-29-37-28-48-17z',
      ],
      ['line', 'M100 46q0-14-6-22'],
      ['fill', 'M104 36c2-17 15-23 31-23 0 16-12 26-31 23z'],
      ['cut-line', 'M65 82q-3-18 12-24'],
    ],
  },
  world: {
    cloth: 3,
    shapes: [
      ['fill', disc(100, 62, 42)],
      ['cut-line', 'M58 62h84M100 20v84M100 20c-28 22-28 62 0 84M100 20c28 22 28 62 0 84M65 40h70M65 84h70'],
      ['line', 'M143 28a56 56 0 0 1-88 66M100 118v10M74 130h52'],
    ],
  },
};
