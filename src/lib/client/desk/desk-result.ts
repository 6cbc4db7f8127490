import type { CheckedIn, CheckedOut, Loan } from '$lib/contracts/circulation';
import type { ReasonAnswer } from '$lib/contracts/shared';
import {
  DeskFailure,
  type DeskMatch,
  type DeskPatron,
  type DeskTitle,
  type ReturnRequest,
} from './desk-backend';
import type { BookedDeed } from './loan-deeds';

export type DeskMode = 'checkout' | 'checkin' | 'book-drop';
export type DeskTone = 'done' | 'attention' | 'refused';

export interface ScannedCopy {
  barcode: string;
  title?: DeskTitle | undefined;
}

/** The patron an action was for; `card` is what identifies them to the API, empty for one found without it. */
export interface Borrower {
  id: string;
  name: string;
  card: string;
}

/** An action that was refused and may be asked for again, with overrides. */
export type Retry =
  | { action: 'checkout'; borrower: Borrower; copy: ScannedCopy }
  | { action: 'checkin'; copy: ScannedCopy; request: ReturnRequest }
  | { action: 'renew'; loan: Loan };

interface Sent {
  /** Decided here and waiting to be sent. */
  queued: boolean;
  commandId?: string | undefined;
}

/** What was booked of a copy without a scan: what became of it, or what is owed for its damage. */
export interface Booked {
  deed: BookedDeed | 'charged';
  /** Whose loan it is or was. */
  name: string;
  copy: ScannedCopy;
  /** What it costs them; absent where nothing does. */
  charged?: { amount: number; currency: string } | undefined;
}

/** How the last scan or action ended: the banner shows it, the log keeps it. Codes and figures, no words. */
export type DeskResult =
  | { kind: 'card'; tone: DeskTone; patron: DeskPatron }
  | ({ kind: 'out' | 'renewed'; tone: DeskTone; value: CheckedOut; borrower?: Borrower | undefined } & Sent)
  | ({ kind: 'in'; tone: DeskTone; value: CheckedIn; barcode: string } & Sent)
  | {
      kind: 'renewed-all';
      tone: DeskTone;
      /** Whose loans they are. */
      name: string;
      renewed: Loan[];
      refused: { loan: Loan; refusals: ReasonAnswer[] }[];
    }
  | {
      kind: 'refused';
      /** attention where a plain "go on" is enough. */
      tone: 'refused' | 'attention';
      copy: ScannedCopy;
      borrower?: Borrower | undefined;
      refusals: ReasonAnswer[];
      retry: Retry;
    }
  /** The same text is a card and a copy: asked, never guessed. */
  | { kind: 'both'; tone: 'attention'; patron: DeskPatron; copy: ScannedCopy; card: string }
  | {
      kind: 'unknown';
      tone: 'refused';
      text: string;
      searched: boolean;
      /** It was typed, and may be a name that the person at the desk may not look for. */
      mayNotSearch?: boolean;
      /** Only the device was asked: the library may well know it. */
      onlyHere?: true | undefined;
    }
  | { kind: 'matches'; tone: 'attention'; text: string; matches: DeskMatch[] }
  | { kind: 'no-card'; tone: 'refused'; name: string }
  | {
      kind: 'undone';
      tone: DeskTone;
      action: 'checkout' | 'checkin';
      title: DeskTitle | undefined;
      barcode: string;
    }
  | { kind: 'mailed'; tone: 'done'; name: string }
  | ({ kind: 'booked'; tone: 'done' } & Booked)
  | { kind: 'failed'; tone: 'refused'; code: string; words: string; text: string };

export type ResultOf<K extends DeskResult['kind']> = Extract<DeskResult, { kind: K }>;

/** What an error of an action is to the person at the desk; `text` is what was scanned. */
export function failureOf(error: unknown, text: string): DeskResult {
  const failure = error instanceof DeskFailure ? error : new DeskFailure('unexpected');
  return { kind: 'failed', tone: 'refused', code: failure.code, words: failure.words, text };
}

/** Notes that tell of nothing to look at: the action went as the person at the desk expects. */
const PLAIN_NOTES = new Set([
  'same-copy-renewal',
  'due-date-moved',
  'hold-fulfilled',
  'copy-not-on-loan',
  'overdue-fine',
]);

/** done, or attention where a note asks for a look (a shortened due date, an unknown age). */
export function checkedOutTone({ notes }: CheckedOut): 'done' | 'attention' {
  return notes.every((note) => PLAIN_NOTES.has(note.code)) ? 'done' : 'attention';
}

/** done when the copy just goes back to its shelf, attention when the person at the desk has to do something else. */
export function checkedInTone({ nextAction, notes }: CheckedIn): 'done' | 'attention' {
  const plain = nextAction === 'shelve' && notes.every((note) => PLAIN_NOTES.has(note.code));
  return plain ? 'done' : 'attention';
}

/** attention when something stops the patron or staff left an alert. */
export function cardTone({ blocks, alerts }: DeskPatron): 'done' | 'attention' {
  const blocked = blocks.some((block) => block.severity !== 'note');
  return blocked || alerts.length > 0 ? 'attention' : 'done';
}

/** The reasons that stop an action; notes only tell. */
export const stopping = (refusals: readonly ReasonAnswer[]): ReasonAnswer[] =>
  refusals.filter((reason) => reason.severity !== 'note');

/** attention when every reason only asks for a "go on". */
export function refusalTone(refusals: readonly ReasonAnswer[]): 'refused' | 'attention' {
  const reasons = stopping(refusals);
  return reasons.length > 0 && reasons.every((reason) => reason.severity === 'confirm')
    ? 'attention'
    : 'refused';
}

/** What has to happen before a refused action can go on. */
export type OverrideWay =
  /** Nobody may go on with these reasons. */
  | { way: 'none' }
  /** Somebody with this permission may. */
  | { way: 'not-permitted'; permission: string }
  /** A plain "go on": no permission and no reason needed. */
  | { way: 'confirm' }
  /** Each refusal needs a reason in words. */
  | { way: 'reasons'; reasons: ReasonAnswer[] };

/** How a refusal can be lifted by somebody with these permissions. */
export function overrideWay(
  refusals: readonly ReasonAnswer[],
  permitted: (id: string) => boolean,
): OverrideWay {
  const reasons = stopping(refusals);
  const refuses = reasons.filter((reason) => reason.severity === 'refuse');
  if (reasons.length === 0 || refuses.some((reason) => !reason.overridableBy)) return { way: 'none' };
  const missing = refuses.find((reason) => !permitted(reason.overridableBy ?? ''))?.overridableBy;
  if (missing) return { way: 'not-permitted', permission: missing };
  return refuses.length === 0 ? { way: 'confirm' } : { way: 'reasons', reasons };
}
