import {
  eaccCharacter,
  eaccPunctuation,
  isSingleByteSet,
  singleByteCharacter,
  type SingleByteSet,
} from './marc8-tables';

const ESC = 0x1b;
const SPACE = 0x20;
const DELETE = 0x7f;
const ascii = new TextDecoder();
const MARK = /^\p{M}$/u;
const LETTER = /^[\p{L}\p{N}]/u;
/** The right halves of marks that span two letters: Unicode writes one mark after the first letter. */
const SECOND_HALVES: readonly number[] = [0x6c, 0x7b];
/** Marks of European languages and of dotted letters: with their letter they mostly make one character. */
const COMMON_MARK = /^[\u0300-\u0304\u0306-\u0308\u030a-\u030c\u0323\u0327]/;
/** Pairs of romanised scripts that are no character of their own but are sound all the same; ligatures too. */
const SOUND_PAIR = /^(?:[zst]\u0324|[rl]\u0325|k\u0332|[mn]\u0310|[aeiu]\u0328|.[\u0360\u0361])$/iu;
const C1_CHARACTERS: ReadonlyMap<number, string> = new Map([
  [0x88, '\u0098'],
  [0x89, '\u009c'],
  [0x8d, '\u200d'],
  [0x8e, '\u200c'],
]);

type GraphicSet = 'ascii' | 'eacc' | SingleByteSet;

/**
 * What a conversion met, added up over calls: codes without a character, marks without a letter after them,
 * and how often a mark did or did not go with its letter as it does in real languages.
 */
export interface Marc8Tally {
  unknown: number;
  dangling: number;
  composed: number;
  uncomposed: number;
}

/** A tally with nothing in it. */
export function emptyTally(): Marc8Tally {
  return { unknown: 0, dangling: 0, composed: 0, uncomposed: 0 };
}

/**
 * Text of MARC-8 bytes (one subfield or control field: the sets start anew as ASCII and ANSEL) in NFC.
 * Marks are put after their letter; numeric character references (`&#x4E00;`) become their character. Unknown codes
 * are left out and counted in `tally`. Sets and escapes: "MARC 21 Specifications: MARC-8 Encoding Environment".
 */
export function decodeMarc8(bytes: Uint8Array, tally: Marc8Tally = emptyTally()): string {
  if (isPlainAscii(bytes)) return withReferences(ascii.decode(bytes)).normalize('NFC');
  return withReferences(new Marc8Run(bytes, tally).text()).normalize('NFC');
}

function isPlainAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < DELETE && byte !== ESC);
}

function withReferences(text: string): string {
  if (!text.includes('&#x')) return text;
  return text.replace(/&#x([0-9a-f]{1,6});/gi, (reference, hex: string) => {
    const point = Number.parseInt(hex, 16);
    const usable =
      point >= 0xa0 && point <= 0x10ffff && point !== 0xfffd && (point < 0xd800 || point > 0xdfff);
    return usable ? String.fromCodePoint(point) : reference;
  });
}

/** One pass over the bytes with the two designated sets as state. */
class Marc8Run {
  #at = 0;
  #g0: GraphicSet = 'ascii';
  #g1: GraphicSet = 'E';
  #marks = '';
  #out: string[] = [];

  constructor(
    private readonly bytes: Uint8Array,
    private readonly tally: Marc8Tally,
  ) {}

  text(): string {
    while (this.#at < this.bytes.length) {
      const byte = this.#byte(0);
      if (byte === ESC) this.#escape();
      else this.#character(byte);
    }
    if (this.#marks !== '') this.#emit('');
    return this.#out.join('');
  }

  #byte(ahead: number): number {
    return this.bytes[this.#at + ahead] ?? 0;
  }

  /** ESC g/b/p/s, ESC ( F, ESC ) F, ESC $ F, ESC $ ) F; `,` and `-` mean ( and ); `!` before F is passed over. */
  #escape(): void {
    let ahead = 1;
    const multiByte = this.#byte(ahead) === 0x24;
    if (multiByte) ahead += 1;
    const target = this.#byte(ahead);
    const named = [0x28, 0x2c, 0x29, 0x2d].includes(target);
    if (named) ahead += 1;
    if (this.#byte(ahead) === 0x21) ahead += 1;
    const set = graphicSet(String.fromCharCode(this.#byte(ahead)), multiByte || named);
    if (set === undefined) {
      this.#at += 1;
      this.tally.unknown += 1;
      return;
    }
    this.#at += ahead + 1;
    if (target === 0x29 || target === 0x2d) this.#g1 = set;
    else this.#g0 = set;
  }

  #character(byte: number): void {
    if (this.#g0 === 'eacc' && this.#punctuation()) return;
    if (byte <= SPACE || byte === DELETE) return this.#single(byte === DELETE ? undefined : byte);
    if (byte >= 0x80 && byte <= 0xa0) return this.#control(byte);
    const set = byte < 0x80 ? this.#g0 : this.#g1;
    if (set === 'eacc') return this.#threeBytes();
    this.#at += 1;
    const code = byte & 0x7f;
    if (set === 'ascii') return this.#emit(String.fromCharCode(code));
    if (set === 'E' && SECOND_HALVES.includes(code)) return;
    this.#emitKnown(singleByteCharacter(set, code));
  }

  #punctuation(): boolean {
    const character = eaccPunctuation(this.#byte(0), this.#byte(1), this.#byte(2));
    if (character === undefined) return false;
    this.#at += 3;
    this.#emit(character);
    return true;
  }

  #single(byte: number | undefined): void {
    this.#at += 1;
    this.#emitKnown(byte === undefined ? undefined : String.fromCharCode(byte));
  }

  #control(byte: number): void {
    this.#at += 1;
    this.#emitKnown(byte === 0xa0 ? ' ' : C1_CHARACTERS.get(byte));
  }

  #threeBytes(): void {
    const [first, second, third] = [0, 1, 2].map((ahead) => this.#byte(ahead) & 0x7f) as [
      number,
      number,
      number,
    ];
    const whole = second > SPACE && third > SPACE && this.#at + 2 < this.bytes.length;
    this.#at += whole ? 3 : 1;
    this.#emitKnown(whole ? eaccCharacter(first, second, third) : undefined);
  }

  #emitKnown(character: string | undefined): void {
    if (character === undefined) this.tally.unknown += 1;
    else if (MARK.test(character)) this.#marks += character;
    else this.#emit(character);
  }

  #emit(base: string): void {
    if (this.#marks === '') {
      this.#out.push(base);
      return;
    }
    this.#count(base);
    this.#out.push(base === '' ? '\u00a0' : base, this.#marks);
    this.#marks = '';
  }

  #count(base: string): void {
    if (!LETTER.test(base)) this.tally.dangling += 1;
    else if (SOUND_PAIR.test(base + this.#marks)) return;
    else if (COMMON_MARK.test(this.#marks) && (base + this.#marks).normalize('NFC').length === 1) {
      this.tally.composed += 1;
    } else this.tally.uncomposed += 1;
  }
}

function graphicSet(final: string, named: boolean): GraphicSet | undefined {
  if (final === 's' && !named) return 'ascii';
  if (final === 'B' && named) return 'ascii';
  if (final === '1' && named) return 'eacc';
  if (!isSingleByteSet(final)) return undefined;
  const technique1 = final === 'g' || final === 'b' || final === 'p';
  return technique1 === named ? undefined : final;
}
