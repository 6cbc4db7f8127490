/** Why a line, or a photo, of a file about registered patrons is not taken. */
export const RELATED_PROBLEM_CODES = [
  'key-missing',
  'patron-unknown',
  'generic-account',
  'value-missing',
  'value-too-long',
  'value-undecodable',
  'contact-name-missing',
  'contact-unreachable',
  'email-shape',
  'notices-unknown',
  'too-many-contacts',
  'duplicate-in-file',
  'library-group-unknown',
  'access-level-unknown',
  'group-kept-whole',
  'site-unknown',
  'site-not-theirs',
  'patron-without-site',
  'teacher-unknown',
  'teacher-twice',
  'photo-name',
  'photo-unknown',
  'photo-twice',
] as const;
export type RelatedProblemCode = (typeof RELATED_PROBLEM_CODES)[number];

/** `row` refuses the line, `note` only says something about it. */
export interface RelatedProblem {
  readonly code: RelatedProblemCode;
  readonly refuses: 'row' | 'note';
  /** The column as the file calls it. */
  readonly column: string;
  readonly value?: string;
  readonly otherLine?: number;
}

/** What is wrong with one line of the file. */
export interface LineProblem extends RelatedProblem {
  readonly line: number;
}

const MOST_TEXT = 200;

/** Whether a cell can't be kept as it is. */
export const cellProblem = (text: string, most = MOST_TEXT): RelatedProblemCode | null =>
  text.includes('\ufffd') ? 'value-undecodable' : text.length > most ? 'value-too-long' : null;
