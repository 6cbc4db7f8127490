import { Dexie } from 'dexie';
import { IDBKeyRange, indexedDB } from 'fake-indexeddb';
import type { SnapshotHead, SnapshotPage } from '$lib/contracts/sync';
import type { WorldRows } from '$lib/domain/circulation/rows';
import { world } from '$lib/domain/circulation/scenario-world';
import { OfflineDatabase } from './db';

Dexie.dependencies.indexedDB = indexedDB;
Dexie.dependencies.IDBKeyRange = IDBKeyRange;

let made = 0;

/** An empty store of its own. */
export const testDatabase = (name = `offline-${(made += 1)}`): OfflineDatabase => new OfflineDatabase(name);

/** The head of a snapshot for a world's desk. */
export const headOf = (rows: WorldRows, siteId = 'north'): SnapshotHead => ({
  siteId,
  actor: { patronId: 'lib', name: 'Lib Rarian', siteIds: [siteId], permissions: [...rows.permissions] },
  district: rows.district,
  sites: ['north', 'south'].map((id) => ({
    ...{ id, name: `${id} school`, timeZone: 'Australia/Sydney', checkDigit: false, patronPictures: true },
  })),
  libraryGroups: [{ id: 'pupils', name: 'Pupils' }],
  circulationTypes: [],
  rules: rows.rules.map((rule) => ({ ...rule })),
  calendars: rows.calendars.map((row) => ({
    ...row,
    closed: row.closed.map((range) => ({ ...range, name: range.name ?? '' })),
    terms: row.terms.map((term) => ({ ...term, name: term.name ?? '' })),
  })),
  blocks: [...rows.blocks],
});

/** A whole snapshot in one page, of a world of plain rows. */
export function pageOf(rows: WorldRows = world(), more: Partial<SnapshotPage> = {}): SnapshotPage {
  const titles = new Map((rows.titles ?? []).map((title) => [title.id, title.title]));
  return {
    rev: 7,
    epoch: 'epoch-1',
    serverTime: 0,
    full: true,
    head: headOf(rows),
    patrons: rows.patrons.map((patron) => ({
      name: `Name ${patron.id}`,
      formClass: null,
      cohort: null,
      ...patron,
      age: patron.age ?? null,
    })),
    copies: rows.copies.map((copy) => ({
      callNumber: null,
      shelf: null,
      ...copy,
      title: { title: titles.get(copy.titleId) ?? copy.titleId, author: null, language: null },
      minimumAge: copy.minimumAge ?? null,
    })),
    loans: rows.loans.map((loan) => ({ overdueCharged: 0, ...loan })),
    holds: rows.holds.map((hold) => ({ ...hold }) as SnapshotPage['holds'][number]),
    ledger: rows.ledger.map((row) => ({
      ...row,
      copyId: row.copyId ?? null,
      type: row.type ?? 'manual',
      kind: row.kind ?? 'charge',
      at: row.at ?? 0,
    })),
    gone: { patrons: [], copies: [], loans: [], holds: [] },
    ...more,
  };
}
