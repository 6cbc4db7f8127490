import type { BatchTarget, UsernameChange } from '$lib/contracts/batch';
import { ENCODINGS } from '$lib/contracts/imports';
import { BLANK_PATRON } from '$lib/domain/patrons/patron';
import { patternProblem, usernameFrom, type UsernamePattern } from '$lib/domain/patrons/username-change';
import { readText, type FileText } from './read-text';

/** Shortest and longest username that a pattern may be cut to, in letters. */
export const USERNAME_LENGTHS = { shortest: 3, longest: 100 } as const;
const FIRST_LINES = 3;

/** Somebody who shows what a pattern makes: accents, two given names, a space and an apostrophe. Nobody real. */
export const SAMPLE_PERSON = {
  ...BLANK_PATRON,
  id: 'sample',
  givenName: 'Zoë María',
  preferredName: 'Zoë',
  middleName: 'Inés',
  surname: 'O’Neil Sample',
  adminSystemId: 'S-0042',
  primaryEmail: 'zsample@school.example',
  barcode: '20001042',
};

type Encoding = (typeof ENCODINGS)[number];

/** Where new usernames come from, as the page asks it: a file of two columns, or a pattern with its rules. */
export class UsernamesForm {
  way = $state<'file' | 'pattern'>('file');
  pattern = $state('{given}.{surname}');
  fold = $state(true);
  spaces = $state<UsernamePattern['spaces']>('');
  maxLength = $state('40');
  onClash = $state<UsernamePattern['onClash']>('report');
  /** What the file says, and as what it was read. */
  read = $state.raw<FileText>();
  encoding = $state<Encoding>();
  #file: Blob | undefined;

  /** Reads another file; none takes the one that is there away. */
  async take(file: Blob | undefined): Promise<void> {
    this.#file = file;
    this.encoding = undefined;
    await this.#read();
  }

  /** Reads the file again, in another encoding; none for the one that is recognised. */
  async readAs(encoding: string): Promise<void> {
    this.encoding = ENCODINGS.find((one) => one === encoding);
    await this.#read();
  }

  async #read(): Promise<void> {
    const [file, encoding] = [this.#file, this.encoding];
    const read = file && (await readText(file, encoding));
    if (file === this.#file && encoding === this.encoding) this.read = read;
  }

  /** The beginning of the file, to see whether its letters are right. */
  get firstLines(): readonly string[] {
    const text = this.read?.text.replace(/^\ufeff/, '') ?? '';
    return text.split(/\r?\n/).filter(Boolean).slice(0, FIRST_LINES);
  }

  get length(): number | undefined {
    const length = Number(this.maxLength);
    const { shortest, longest } = USERNAME_LENGTHS;
    return Number.isInteger(length) && length >= shortest && length <= longest ? length : undefined;
  }

  get patternProblem(): ReturnType<typeof patternProblem> {
    return patternProblem(this.pattern.trim());
  }

  /** What the pattern makes of the sample person. */
  get sample(): string | undefined {
    const rules = this.#rules;
    return rules && !this.patternProblem ? (usernameFrom(SAMPLE_PERSON, rules) ?? undefined) : undefined;
  }

  get #rules(): UsernamePattern | undefined {
    const { length: maxLength, fold, spaces, onClash } = this;
    return maxLength === undefined
      ? undefined
      : { pattern: this.pattern.trim(), fold, spaces, maxLength, onClash };
  }

  /** What is asked of the library; undefined as long as something is missing or wrong. */
  by(target: BatchTarget | undefined): UsernameChange['by'] | undefined {
    if (this.way === 'file') return this.read?.text ? { file: this.read.text } : undefined;
    const rules = this.#rules;
    return rules && target && !this.patternProblem ? { target, pattern: rules } : undefined;
  }
}
