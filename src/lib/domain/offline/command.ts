import type { OverrideRequest } from '../circulation/facts';
import type { Barcode } from '../shared/barcode';
import type { CopyId, LoanId, PatronId, SiteId, TitleId } from '../shared/ids';
import type { LocalDate } from '../shared/local-date';

/** What was asked for at a desk or by a patron for themselves. */
export interface CommandPayloads {
  checkout: {
    patronBarcode: Barcode;
    copyBarcode: Barcode;
    siteId: SiteId;
    dueOn?: LocalDate;
    overrides?: readonly OverrideRequest[];
    use?: 'loan' | 'on-site';
    collectedById?: PatronId;
    forClass?: string;
  };
  checkin: {
    copyBarcode: Barcode;
    siteId: SiteId;
    mode: 'desk' | 'book-drop';
    damaged?: boolean;
    /** When it really came back, an instant in ms. */
    returnedAt?: number;
  };
  renew: { loanId: LoanId; siteId: SiteId; dueOn?: LocalDate; overrides?: readonly OverrideRequest[] };
  'place-hold': {
    titleId: TitleId;
    copyId?: CopyId;
    pickupSiteId?: SiteId;
    neededFrom?: LocalDate;
    neededTo?: LocalDate;
  };
  'renew-own': { loanId: LoanId };
}

export type CommandType = keyof CommandPayloads;

/** What a desk records; the others are a patron's own and go through their own endpoints. */
export const DESK_COMMANDS = ['checkout', 'checkin', 'renew'] as const satisfies readonly CommandType[];
export type DeskCommandType = (typeof DESK_COMMANDS)[number];

/** What the device decided, and told the people before it. */
export interface Decided {
  allowed: boolean;
  /** Codes of the reasons that were told. */
  codes: string[];
  /** The due day that was told, of the site. */
  dueOn?: LocalDate;
  /** A checkout that was told as a renewal. */
  renewed?: boolean;
}

/** A state change recorded on a device, to be replayed on the server. */
export interface CommandOf<T extends CommandType> {
  /** UUIDv7: the idempotency key, and the id of the loan that a checkout makes. */
  id: string;
  deviceId: string;
  /** 1, 2, 3 ... on its device; replayed in this order. */
  seq: number;
  /** Who did it on the device. */
  actor: PatronId;
  type: T;
  payload: CommandPayloads[T];
  /** The device's clock, ms since epoch. */
  occurredAt: number;
  /** Server time minus device time at the last contact before it, ms. */
  clockOffset: number;
  /** The revision of the snapshot that it was decided from. */
  snapshotRev: number;
  decided: Decided;
}

export type Command = { [T in CommandType]: CommandOf<T> }[CommandType];
export type DeskCommand = { [T in DeskCommandType]: CommandOf<T> }[DeskCommandType];
