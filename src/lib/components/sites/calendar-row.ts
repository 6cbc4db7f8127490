/** A run of days with a word: closed days with their reason, or a term with its name. Both ends belong to it. */
export type CalendarRow = {
  readonly id: string;
  /** Null where it holds at every site. */
  readonly siteId: string | null;
  readonly fromOn: string;
  readonly toOn: string;
  readonly label: string;
};

export type CalendarRowDraft = { label: string; fromOn: string; toOn: string; everySite: boolean };

export const emptyRow = (): CalendarRowDraft => ({ label: '', fromOn: '', toOn: '', everySite: false });
