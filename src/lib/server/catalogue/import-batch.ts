import type { InStatement } from '@libsql/client';
import { v7 as uuid } from 'uuid';
import type { TitleImportSettings } from '$lib/contracts/title-import';
import { matchTitle, type MatchedBy, type TitleKeys } from '$lib/domain/catalogue/match-title';
import { protectedTags } from '$lib/domain/imports/protected-fields';
import type { CopyRefusalCode } from '$lib/domain/imports/title-import-codes';
import type { ItemDraft } from '$lib/domain/marc/holdings';
import { OWN_SOURCE } from '$lib/domain/marc/same-record';
import type { Reader } from '../db/client';
import type { Change } from './change-set-statements';
import { overlayOf } from './import-overlay';
import { fieldChanges, type FieldChange, type ReportLine } from './import-report';
import { keysOf, type ImportNote, type IncomingTitle } from './incoming';
import {
  copiesByBarcodes,
  titlesByControlNumbers,
  titlesByIds,
  titlesByIsbns,
  titlesBySortTitles,
  type CopyRow,
  type TitleRow,
} from './queries';
import {
  changedCopyStatement,
  changedTitleStatements,
  newCopyStatement,
  newTitleStatements,
} from './title-statements';

/** A title that records are matched with: stored, or new in this import. */
interface KnownTitle extends TitleKeys {
  readonly id: string;
  /** Absent for a title that this import has just made. */
  readonly row?: TitleRow;
}

interface KnownCopy {
  readonly titleId: string;
  readonly row?: CopyRow;
}

/** What an import remembers from one batch to the next. */
export class ImportMemory {
  /** Stored titles that a record of this file stands for. */
  readonly claimed = new Set<string>();
  /** Titles that this import has made. */
  readonly made = new Set<string>();
  /** Titles and copies that are not in the database, because nothing is written in a dry run. */
  readonly titles: KnownTitle[] = [];
  readonly copies = new Map<string, KnownCopy>();
}

export interface ImportSettings {
  now: number;
  /** Site id by folded code and name. */
  sites: ReadonlyMap<string, string>;
  /** Circulation type id by folded name. */
  circulationTypes: ReadonlyMap<string, string>;
  defaultSiteId: string | undefined;
  wanted: Omit<TitleImportSettings, 'itemField'>;
}

export interface PlannedBatch {
  statements: InStatement[];
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

async function knownTitles(read: Reader, batch: readonly IncomingTitle[]): Promise<KnownTitle[]> {
  const keys = batch.map((title) => title.keys);
  const rows = await Promise.all([
    titlesByControlNumbers(
      read,
      keys.map((key) => key.controlNumber).filter((number) => number !== null),
    ),
    titlesByIsbns(
      read,
      keys.flatMap((key) => key.isbns),
    ),
    titlesBySortTitles(
      read,
      keys.map((key) => key.sortTitle).filter((text) => text !== ''),
    ),
  ]);
  // Titles without a number of their own were given their id for one when they were written out.
  const own = await titlesByIds(
    read,
    keys.flatMap(({ controlNumber, source }) =>
      controlNumber !== null && source === OWN_SOURCE ? [controlNumber] : [],
    ),
  );
  const numbered = own.filter((row) => row.controlNumber === null);
  const byId = new Map([...rows.flat(), ...own].map((row) => [row.id, row]));
  const numbers = new Map(numbered.map(({ id }) => [id, { controlNumber: id, source: OWN_SOURCE }]));
  return [...byId.values()].map((row) => ({ ...keysOf(row), ...numbers.get(row.id), id: row.id, row }));
}

async function knownCopies(read: Reader, batch: readonly IncomingTitle[]): Promise<Map<string, KnownCopy>> {
  const barcodes = batch.flatMap((title) => title.items.map((item) => item.barcode));
  const rows = await copiesByBarcodes(read, [...new Set(barcodes)]);
  return new Map(rows.map((row) => [row.barcode, { titleId: row.titleId, row }]));
}

/** The candidates of one batch, found by the keys that can match instead of one by one. */
class Candidates {
  readonly #byKey = new Map<string, KnownTitle[]>();

  constructor(titles: readonly KnownTitle[]) {
    for (const title of titles) this.add(title);
  }

  static keys({ controlNumber, isbns, sortTitle }: TitleKeys): string[] {
    const number = controlNumber === null ? [] : [`c ${controlNumber}`];
    return [...number, ...isbns.map((isbn) => `i ${isbn}`), `t ${sortTitle}`];
  }

  add(title: KnownTitle) {
    for (const key of Candidates.keys(title)) this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), title]);
  }

  of(keys: TitleKeys): KnownTitle[] {
    return [...new Set(Candidates.keys(keys).flatMap((key) => this.#byKey.get(key) ?? []))];
  }
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Plans one batch of records: which titles and copies are new, changed or as they were. Writes nothing. */
export async function planBatch(
  read: Reader,
  batch: readonly IncomingTitle[],
  memory: ImportMemory,
  settings: ImportSettings,
): Promise<PlannedBatch> {
  const [titles, stored] = await Promise.all([knownTitles(read, batch), knownCopies(read, batch)]);
  const planner = new BatchPlanner(
    read,
    settings,
    new Candidates([...titles, ...memory.titles]),
    new Map([...memory.copies, ...stored]),
    { claimed: new Set(memory.claimed), made: new Set(memory.made) },
  );
  for (const incoming of batch) planner.take(incoming);
  return planner.planned;
}

interface Match {
  readonly title: KnownTitle;
  readonly by: MatchedBy;
}

class BatchPlanner {
  readonly planned: PlannedBatch = {
    statements: [],
    lines: [],
    touched: [],
    copies: { created: 0, updated: 0, unchanged: 0, refused: 0 },
    claimed: [],
    newTitles: [],
    newCopies: new Map(),
    changes: [],
  };
  readonly #kept: readonly string[];

  constructor(
    private readonly read: Reader,
    private readonly settings: ImportSettings,
    private readonly candidates: Candidates,
    private readonly copies: Map<string, KnownCopy>,
    private readonly titles: { readonly claimed: Set<string>; readonly made: Set<string> },
  ) {
    this.#kept = protectedTags(settings.wanted.protect, settings.wanted.protectTags);
  }

  take(incoming: IncomingTitle) {
    const { claimed, made } = this.titles;
    const { match: order, onMatch, onNew } = this.settings.wanted;
    const match = matchTitle(incoming.keys, this.candidates.of(incoming.keys), claimed, order);
    if (!match && onNew === 'skip') return this.#skip(incoming, 'new-skipped');
    if (match && onMatch === 'skip' && !made.has(match.title.id))
      return this.#skip(incoming, 'match-skipped');
    const changes = match && this.#overlays(match) ? this.#overlay(match.title, incoming) : [];
    const outcome = !match ? 'created' : changes.length > 0 ? 'updated' : 'unchanged';
    const titleId = match?.title.id ?? this.#create(incoming);
    claimed.add(titleId);
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
    this.planned.statements.push(
      ...newTitleStatements(this.read, { ...values, id, createdAt: now, updatedAt: now }),
    );
    const known = { ...keys, id };
    this.candidates.add(known);
    this.titles.made.add(id);
    this.planned.newTitles.push(known);
    this.planned.changes.push({ subject: 'title', subjectId: id, before: null, after: { updatedAt: now } });
    return id;
  }

  /** A record of the same source brings its title up to date; one from elsewhere only where that is wanted. */
  #overlays({ title, by }: Match): boolean {
    const { onMatch } = this.settings.wanted;
    if (!title.row || this.titles.claimed.has(title.id)) return false;
    return onMatch === 'overlay' || (onMatch === 'overlay-own' && by === 'control-number');
  }

  #overlay({ row }: KnownTitle, incoming: IncomingTitle): FieldChange[] {
    const overlay = row && overlayOf(row, incoming, this.#kept);
    if (!row || !overlay) return [];
    const { now: updatedAt } = this.settings;
    const { values, tags } = overlay;
    const next = { ...row, ...values };
    const sortTitle = values.sortTitle ?? row.sortTitle;
    this.planned.statements.push(
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
  #fieldsOf(item: ItemDraft) {
    const type = this.settings.circulationTypes.get(folded(item.itemType ?? ''));
    return {
      ...(item.callNumber === undefined ? {} : { callNumber: item.callNumber }),
      ...(item.shelf === undefined ? {} : { shelf: item.shelf }),
      ...(item.copyNumber === undefined ? {} : { copyNumber: item.copyNumber }),
      ...(item.price === undefined ? {} : { price: item.price }),
      ...(item.note === undefined ? {} : { note: item.note }),
      ...(type === undefined ? {} : { circulationTypeId: type }),
    };
  }

  /** @returns whether a copy was added or changed. */
  #copy(item: ItemDraft, titleId: string, incoming: IncomingTitle): boolean {
    const known = this.copies.get(item.barcode);
    if (known && known.titleId !== titleId) return this.#refuse(item, 'barcode-taken', incoming);
    if (known) return this.#update(item, known, incoming);
    const siteId = this.#siteOf(item);
    if (siteId === undefined) return this.#refuse(item, 'site-unknown', incoming);
    this.#add(item, titleId, siteId);
    this.#say(incoming, 'created', item.barcode, []);
    return true;
  }

  #refuse(item: ItemDraft, code: CopyRefusalCode, incoming: IncomingTitle): false {
    this.planned.copies.refused += 1;
    this.#say(incoming, 'refused', item.barcode, [{ code, detail: item.site }]);
    return false;
  }

  #add(item: ItemDraft, titleId: string, siteId: string) {
    const { now } = this.settings;
    const place = { ownerSiteId: siteId, atSiteId: siteId, statusChangedAt: now, createdAt: now };
    const values = { ...this.#fieldsOf(item), ...place, id: uuid(), titleId, barcode: item.barcode };
    this.planned.statements.push(newCopyStatement(this.read, values));
    this.copies.set(item.barcode, { titleId });
    this.planned.newCopies.set(item.barcode, { titleId });
    this.planned.copies.created += 1;
    const { id: subjectId, ...after } = { ...UNTOLD, ...values };
    this.planned.changes.push({ subject: 'copy', subjectId, before: null, after });
  }

  #update(item: ItemDraft, { row, titleId }: KnownCopy, incoming: IncomingTitle): boolean {
    const fields = this.#fieldsOf(item);
    const stored: Record<string, unknown> = row ?? fields;
    const changed = Object.entries(fields).filter(([key, value]) => !same(value, stored[key]));
    // The first time a file names a barcode counts; saying it again changes nothing.
    this.copies.set(item.barcode, { titleId });
    if (!row || changed.length === 0) {
      this.planned.copies.unchanged += 1;
      return false;
    }
    const after = Object.fromEntries(changed);
    const before = Object.fromEntries(changed.map(([key]) => [key, stored[key]]));
    this.planned.statements.push(changedCopyStatement(this.read, row.id, after));
    this.planned.copies.updated += 1;
    this.planned.changes.push({ subject: 'copy', subjectId: row.id, before, after });
    this.#say(incoming, 'updated', item.barcode, [], fieldChanges(stored, after));
    return true;
  }
}
