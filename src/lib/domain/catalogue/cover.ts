/** Motifs a drawn cover may be stamped with; the drawings live with the components. */
export const motifs = [
  'ship',
  'lattice',
  'wave',
  'moon',
  'rose',
  'sun',
  'leaf',
  'star',
  'key',
  'feather',
  'mountain',
  'tree',
  'bird',
  'crown',
  'lantern',
  'compass',
  'cat',
  'fish',
  'castle',
  'atom',
  'note',
  'ball',
  'gear',
  'heart',
] as const;
export type Motif = (typeof motifs)[number];

/** One of the ten book cloths among the design tokens. */
export type Cloth = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;
export type Stamp = 'frame' | 'label' | 'bands';

/** What is known of a title when its cover is drawn. `language` is a BCP 47 or MARC (ISO 639-2) code. */
export type CoverFacts = {
  readonly id: string;
  readonly title: string;
  readonly language?: string | null | undefined;
  readonly subjects?: readonly string[] | undefined;
};

export type CoverDesign = {
  readonly cloth: Cloth;
  readonly stamp: Stamp;
  readonly motif: Motif;
  /** The side of the spine: right for books that open from the other side. */
  readonly bound: 'left' | 'right';
  /** Long titles are set smaller, on a paper label, without a motif. */
  readonly long: boolean;
};

const rightToLeft = new Set(
  'ar ara he heb iw fa fas per ur urd yi yid ps pus sd snd ug uig dv div ckb ku-arab syr arc'.split(' '),
);

const bySubject: readonly (readonly [RegExp, Motif])[] = [
  [/\b(sea|ships?|pirates?|sail\w*|mar|barcos?|piratas?)\b/i, 'ship'],
  [/\b(fish\w*|sharks?|whales?|peces|tibur\w+)\b/i, 'fish'],
  [/\b(space|astronom\w*|planets?|espacio|planetas?)\b/i, 'star'],
  [/\b(castles?|knights?|middle ages|castillos?|caballeros?)\b/i, 'castle'],
  [/\b(kings?|queens?|princess\w*|fairy tales?|reyes|princesas?|hadas)\b/i, 'crown'],
  [/\b(birds?|aves|p[aá]jaros?)\b/i, 'bird'],
  [/\b(cats?|animals?|pets|gatos?|animales|mascotas)\b/i, 'cat'],
  [/\b(trees?|forests?|[aá]rboles|bosques?)\b/i, 'tree'],
  [/\b(plants?|gardens?|nature|plantas|jard\w+|naturaleza)\b/i, 'leaf'],
  [/\b(mountains?|adventure\w*|explor\w+|monta[nñ]as?|aventuras?)\b/i, 'mountain'],
  [/\b(geograph\w*|maps?|travel|geograf\w+|mapas?|viajes?)\b/i, 'compass'],
  [/\b(science|physics|chemistry|ciencias?|f[ií]sica|qu[ií]mica)\b/i, 'atom'],
  [/\b(machin\w*|engineer\w*|technology|m[aá]quinas?|ingenier\w+|tecnolog\w+)\b/i, 'gear'],
  [/\b(music\w*|songs?|m[uú]sica|canciones)\b/i, 'note'],
  [/\b(sports?|football|soccer|games|deportes?|f[uú]tbol)\b/i, 'ball'],
  [/\b(mystery|detective\w*|crime|misterio|detectives?)\b/i, 'key'],
  [/\b(ghosts?|horror|night|fantasmas?|terror|noche)\b/i, 'lantern'],
  [/\b(love|friend\w*|family|families|amor|amistad|familias?)\b/i, 'heart'],
  [/\b(poe\w+|drama|plays|poes[ií]a|teatro)\b/i, 'feather'],
];

/** 32-bit FNV-1a of a text: the same on every device, and near ids fall far apart. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}

function pick<T>(from: readonly [T, ...T[]], number: number): T {
  return from[number % from.length] ?? from[0];
}

const cloths: readonly [Cloth, ...Cloth[]] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const stamps: readonly [Stamp, ...Stamp[]] = ['frame', 'label', 'bands'];

function motifOf(facts: CoverFacts, number: number): Motif {
  for (const subject of facts.subjects ?? []) {
    const found = bySubject.find(([words]) => words.test(subject));
    if (found) return found[1];
  }
  return pick(motifs, number);
}

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/u;
const roomForTitle = 40;
const roomForWord = 13;

function widthOf(text: string): number {
  let width = 0;
  for (const sign of text) width += wide.test(sign) ? 2 : 1;
  return width;
}

function isLong(title: string): boolean {
  const words = title.split(/[\s-]+/u).filter((word) => !wide.test(word));
  return widthOf(title) > roomForTitle || words.some((word) => widthOf(word) > roomForWord);
}

/** Whether books in this language (BCP 47 or MARC code, any case) open from the other side. */
export function isBoundRight(language: string | null | undefined): boolean {
  const code = (language ?? '').trim().toLowerCase().replace('_', '-');
  return rightToLeft.has(code) || rightToLeft.has(code.split('-')[0] ?? '');
}

/**
 * The drawn cover of a title without a picture. Depends on nothing but the facts, so that a title looks the
 * same on every screen and offline. Cloth and stamp come from the id, the motif from the first subject that
 * has one, else from the id.
 */
export function coverOf(facts: CoverFacts): CoverDesign {
  const number = hash(facts.id);
  const long = isLong(facts.title);
  return {
    cloth: pick(cloths, number),
    stamp: long ? 'label' : pick(stamps, Math.floor(number / 10)),
    motif: motifOf(facts, Math.floor(number / 30)),
    bound: isBoundRight(facts.language) ? 'right' : 'left',
    long,
  };
}
