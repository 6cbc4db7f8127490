import type { CheckedOut } from '$lib/contracts/circulation';
import type { FineList } from '$lib/contracts/fines';
import type { Hold } from '$lib/contracts/holds';
import type { Me, OwnLoans } from '$lib/contracts/me';
import type { ReasonAnswer } from '$lib/contracts/shared';

/** What a reader asks for while there is no network; the library decides when it is sent. */
export type MineWish =
  { readonly kind: 'renew'; readonly loanId: string } | ({ readonly kind: 'hold' } & HoldWish);

/** A wish that was sent later and refused, with every reason. */
export interface RefusedWish {
  readonly wish: MineWish;
  readonly reasons: readonly ReasonAnswer[];
}

export type HoldWish = {
  readonly titleId: string;
  readonly pickupSiteId: string | undefined;
  /** A reserve: wanted from this day, to that one, 'YYYY-MM-DD'. */
  readonly neededFrom?: string | undefined;
  readonly neededTo?: string | undefined;
};

/** Everything Mine shows, as the library said it at `takenAt` (ms). Parts that the reader may not see are absent. */
export interface MineSnapshot {
  readonly takenAt: number;
  readonly me: Me;
  readonly loans?: OwnLoans | undefined;
  readonly holds?: readonly Hold[] | undefined;
  readonly fines?: FineList | undefined;
}

/** The library, as Mine asks it. Rejects with ApiError or Unreachable. Keys make asking again safe. */
export interface MineApi {
  me(): Promise<Me>;
  loans(): Promise<OwnLoans>;
  holds(): Promise<{ items: Hold[] }>;
  fines(): Promise<FineList>;
  renew(loanId: string, key: string): Promise<CheckedOut>;
  placeHold(wish: HoldWish, key: string): Promise<Hold>;
  cancelHold(id: string): Promise<void>;
  signOut(): Promise<void>;
}

/** What this phone keeps: the last snapshot of its own reader, and wishes that wait for a network. */
export interface MineStore {
  read(): Promise<MineSnapshot | undefined>;
  write(snapshot: MineSnapshot): Promise<void>;
  /** Signing out takes the snapshot along, never the wishes. */
  clear(): Promise<void>;
  /** Undefined where this phone can't keep wishes; then nothing is promised. */
  queue?(wish: MineWish, patronId: string): Promise<void>;
  queued(): Promise<readonly MineWish[]>;
  /** Sends what waits, if it can, and tells what was refused. */
  flush?(): Promise<readonly RefusedWish[]>;
}

/** Keeps nothing beyond this page: for browsers without storage. */
export function forgetfulStore(): MineStore {
  return {
    read: () => Promise.resolve(undefined),
    write: () => Promise.resolve(),
    clear: () => Promise.resolve(),
    queued: () => Promise.resolve([]),
  };
}
