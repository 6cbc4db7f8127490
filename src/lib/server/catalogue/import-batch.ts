import type { InStatement } from '@libsql/client';
import { v7 as uuid } from 'uuid';
import type { TitleImportSettings } from '$lib/contracts/title-import';
import { matchTitle, type MatchedBy } from '$lib/domain/catalogue/match-title';
import { protectedTags } from '$lib/domain/imports/protected-fields';
import type { CopyRefusalCode } from '$lib/domain/imports/title-import-codes';
import type { ItemDraft } from '$lib/domain/marc/holdings';
import type { Reader } from '../db/client';
import type { Change } from './change-set-statements';
import {
  Candidates,
  knownCopies,
  knownTitles,
  Layered,
  type ImportMemory,
  type KnownCopy,
  type KnownTitle,
} from './import-known';
import { overlayOf } from './import-overlay';
import { fieldChanges, type FieldChange, type ReportLine } from './import-report';
import type { ImportNote, IncomingTitle } from './incoming';
import {
  changedCopyStatement,
  changedTitleStatements,
  newCopiesStatements,
  newTitlesStatements,
  type CopyValues,
  type TitleValues,
} from './title-statements';

export interface ImportSettings {
  now: number;
  /** Site id by folded code and name. */
  sites: ReadonlyMap<string, string>;
  /** Circulation type id by folded name. */
  circulationTypes: ReadonlyMap<string, string>;
  /** Fund id by what a file calls it and the site that the copy belongs to. */
  fund: (written: string, siteId: string | undefined) => string | undefined;
  /** Fund names by id, for people. */
  fundNames: ReadonlyMap<string, string>;
  defaultSiteId: string | undefined;
  wanted: Omit<TitleImportSettings, 'itemField'>;
}

export interface PlannedBatch {
  titles: TitleValues[];
  copyRows: CopyValues[];
  /** What changes in titles and copies that are there. */
  changed: InStatement[];
  lines: ReportLine[];
  /** Titles whose index must be made anew. */
  touched: string[];
  copies: { created: number; updated: number; unchanged: number; refused: number };
  /** Titles that the records of this batch stand for. */
  claimed: string[];
  newTitles: KnownTitle[];
  newCopies: Map<string, KnownCopy>;
  /** What it takes to take the batch back. */
  changes: Change[];
}

/** What a new copy has where its record says nothing: by it one sees later whether somebody has added to it. */
const UNTOLD = {
  status: 'available',
  circulationTypeId: null,
  callNumber: null,
  shelf: null,
  copyNumber: null,
  price: null,
  condition: null,
  fundId: null,
  acquiredOn: null,
  note: null,
  minimumAge: null,
} as const;

export const folded = (text: string) => text.trim().toLowerCase();

/** The object without what it does not say. */
const withoutUndefined = (values: Record<string, unknown>): Partial<CopyValues> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Plans one batch of records: which titles and copies are new, changed or as they were. Writes nothing. */
export async function planBatch(
  read: Reader,
  batch: readonly IncomingTitle[],
  memory: ImportMemory,
  settings: ImportSettings,
): Promise<PlannedBatch> {
  const [titles, stored] = await Promise.all([knownTitles(read, batch), knownCopies(read, batch)]);
  const candidates = new Candidates(titles, memory.titles);
  const planner = new BatchPlanner(read, settings, candidates, stored, memory);
  for (const incoming of batch) planner.take(incoming);
  return planner.planned;
}

/** All that a planned batch writes to titles and copies, new rows first. */
export const writtenBy = (read: Reader, { titles, copyRows, changed }: PlannedBatch): InStatement[] => [
  ...newTitlesStatements(read, titles),
  ...newCopiesStatements(copyRows),
  ...changed,
];

interface Match {
  readonly title: KnownTitle;
  readonly by: MatchedBy;
}

class BatchPlanner {
  readonly planned: PlannedBatch = {
    titles: [],
    copyRows: [],
    changed: [],
    lines: [],
    touched: [],
    copies: { created: 0, updated: 0, unchanged: 0, refused: 0 },
    claimed: [],
    newTitles: [],
    newCopies: new Map(),
    changes: [],
  };
  readonly #kept: readonly string[];
  readonly #claimed: Layered;
  readonly #made: Layered;

  constructor(
    private readonly read: Reader,
    private readonly settings: ImportSettings,
    private readonly candidates: Candidates,
    private readonly copies: Map<string, KnownCopy>,
    private readonly memory: ImportMemory,
  ) {
    this.#kept = protectedTags(settings.wanted.protect, settings.wanted.protectTags);
    this.#claimed = new Layered(memory.claimed);
    this.#made = new Layered(memory.made);
  }

  take(incoming: IncomingTitle) {
    const { match: order, onMatch, onNew } = this.settings.wanted;
    const match = matchTitle(incoming.keys, this.candidates.of(incoming.keys), this.#claimed, order);
    if (!match && onNew === 'skip') return this.#skip(incoming, 'new-skipped');
    if (match && onMatch === 'skip' && !this.#made.has(match.title.id))
      return this.#skip(incoming, 'match-skipped');
    const changes = match && this.#overlays(match) ? this.#overlay(match.title, incoming) : [];
    const outcome = !match ? 'created' : changes.length > 0 ? 'updated' : 'unchanged';
    const titleId = match?.title.id ?? this.#create(incoming);
    this.#claimed.add(titleId);
    this.planned.claimed.push(titleId);
    this.#say(incoming, outcome, '', incoming.notes, changes);
    const changed = incoming.items.map((item) => this.#copy(item, titleId, incoming)).some(Boolean);
    if (outcome !== 'unchanged' || changed) this.planned.touched.push(titleId);
  }

  #skip(incoming: IncomingTitle, code: 'new-skipped' | 'match-skipped') {
    this.#say(incoming, 'skipped', '', [...incoming.notes, { code }]);
  }

  #say(
    incoming: IncomingTitle,
    outcome: ReportLine['outcome'],
    barcode: string,
    notes: readonly ImportNote[],
    changes: readonly FieldChange[] = [],
  ) {
    const { number, values } = incoming;
    this.planned.lines.push({ number, outcome, title: values.title, barcode, notes, changes });
  }

  #create({ values, keys }: IncomingTitle): string {
    const id = uuid();
    const { now } = this.settings;
    this.planned.titles.push({ ...values, id, createdAt: now, updatedAt: now });
    const known = { ...keys, id };
    this.candidates.add(known);
    this.#made.add(id);
    this.planned.newTitles.push(known);
    this.planned.changes.push({ subject: 'title', subjectId: id, before: null, after: { updatedAt: now } });
    return id;
  }

  /** A record of the same source brings its title up to date; one from elsewhere only where that is wanted. */
  #overlays({ title, by }: Match): boolean {
    const { onMatch } = this.settings.wanted;
    if (!title.row || this.#claimed.has(title.id)) return false;
    return onMatch === 'overlay' || (onMatch === 'overlay-own' && by === 'control-number');
  }

  #overlay({ row }: KnownTitle, incoming: IncomingTitle): FieldChange[] {
    const overlay = row && overlayOf(row, incoming, this.#kept);
    if (!row || !overlay) return [];
    const { now: updatedAt } = this.settings;
    const { values, tags } = overlay;
    const next = { ...row, ...values };
    const sortTitle = values.sortTitle ?? row.sortTitle;
    this.planned.changed.push(
      ...changedTitleStatements(this.read, row.id, { ...values, sortTitle, updatedAt }, next),
    );
    const stored: Record<string, unknown> = row;
    const { marc: _record, ...shown } = values;
    this.planned.changes.push({
      subject: 'title',
      subjectId: row.id,
      before: Object.fromEntries([...Object.keys(values), 'sortTitle'].map((key) => [key, stored[key]])),
      after: { ...shown, updatedAt },
    });
    return fieldChanges(stored, values, tags);
  }

  #siteOf(item: ItemDraft): string | undefined {
    return this.settings.sites.get(folded(item.site ?? '')) ?? this.settings.defaultSiteId;
  }

  /** What the record says of a copy; what it does not say stays as it is. */
  #fieldsOf(item: ItemDraft, siteId: string | undefined) {
    const type = this.settings.circulationTypes.get(folded(item.itemType ?? ''));
    const { callNumber, shelf, copyNumber, price, note, acquiredOn } = item;
    const fundId = item.fund === undefined ? undefined : this.settings.fund(item.fund, siteId);
    const told = { callNumber, shelf, copyNumber, price, note, acquiredOn, fundId, circulationTypeId: type };
    const isUnknown = item.fund !== undefined && fundId === undefined;
    const notes: ImportNote[] = isUnknown ? [{ code: 'fund-unknown', detail: item.fund }] : [];
    return { fields: withoutUndefined(told), notes };
  }

  /** @returns whether a copy was added or changed. */
  #copy(item: ItemDraft, titleId: string, incoming: IncomingTitle): boolean {
    const known = this.copies.get(item.barcode) ?? this.memory.copies.get(item.barcode);
    if (known && known.titleId !== titleId) return this.#refuse(item, 'barcode-taken', incoming);
    if (known) return this.#update(item, known, incoming);
    const siteId = this.#siteOf(item);
    if (siteId === undefined) return this.#refuse(item, 'site-unknown', incoming);
    const notes = this.#add(item, titleId, siteId);
    this.#say(incoming, 'created', item.barcode, notes);
    return true;
  }

  #refuse(item: ItemDraft, code: CopyRefusalCode, incoming: IncomingTitle): false {
    this.planned.copies.refused += 1;
    this.#say(incoming, 'refused', item.barcode, [{ code, detail: item.site }]);
    return false;
  }

  /** @returns what is to be said about the new copy. */
  #add(item: ItemDraft, titleId: string, siteId: string): ImportNote[] {
    const { now } = this.settings;
    const { fields, notes } = this.#fieldsOf(item, siteId);
    const place = { ownerSiteId: siteId, atSiteId: siteId, statusChangedAt: now, createdAt: now };
    const row = { ...UNTOLD, ...fields, ...place, id: uuid(), titleId, barcode: item.barcode };
    this.planned.copyRows.push(row);
    this.copies.set(item.barcode, { titleId });
    this.planned.newCopies.set(item.barcode, { titleId });
    this.planned.copies.created += 1;
    const { id: subjectId, ...after } = row;
    this.planned.changes.push({ subject: 'copy', subjectId, before: null, after });
    return notes;
  }

  #update(item: ItemDraft, { row, titleId }: KnownCopy, incoming: IncomingTitle): boolean {
    const { fields, notes } = this.#fieldsOf(item, row?.ownerSiteId);
    const stored: Record<string, unknown> = row ?? fields;
    const changed = Object.entries(fields).filter(([key, value]) => !same(value, stored[key]));
    // The first time a file names a barcode counts; saying it again changes nothing.
    this.copies.set(item.barcode, { titleId });
    if (!row || changed.length === 0) {
      this.planned.copies.unchanged += 1;
      if (row && notes.length > 0) this.#say(incoming, 'unchanged', item.barcode, notes);
      return false;
    }
    const after = Object.fromEntries(changed);
    const before = Object.fromEntries(changed.map(([key]) => [key, stored[key]]));
    this.planned.changed.push(changedCopyStatement(this.read, row.id, after));
    this.planned.copies.updated += 1;
    this.planned.changes.push({ subject: 'copy', subjectId: row.id, before, after });
    const told = fieldChanges(this.#named(stored), this.#named(after));
    this.#say(incoming, 'updated', item.barcode, notes, told);
    return true;
  }

  /** With a fund's name where its id was. */
  #named(values: Record<string, unknown>): Record<string, unknown> {
    const { fundId } = values;
    if (typeof fundId !== 'string') return values;
    return { ...values, fundId: this.settings.fundNames.get(fundId) ?? fundId };
  }
}
