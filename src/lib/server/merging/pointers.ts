import { getTableConfig, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { loan } from '../db/schema/circulation';
import { savedSearch } from '../db/schema/discovery';
import { fine, fineEntry } from '../db/schema/fines';
import { formClass } from '../db/schema/form-classes';
import { hold } from '../db/schema/holds';
import { importProfile } from '../db/schema/imports';
import { job, mail } from '../db/schema/operations';
import { patronMerge } from '../db/schema/patron-changes';
import { patronFieldValue } from '../db/schema/patron-fields';
import { patronList, patronListMember, preference } from '../db/schema/patron-lists';
import {
  patronAccessLevel,
  patronBlock,
  patronContact,
  patronLibraryGroup,
  patronNote,
  patronPhoto,
  patronSite,
} from '../db/schema/patrons';
import { syncException } from '../db/schema/sync';

/** A column that names a patron. */
export interface Pointer {
  /** Table and column as the database names them, `loan.patron_id`: the word for it in a snapshot. */
  readonly name: string;
  readonly table: string;
  readonly column: string;
  readonly hasRev: boolean;
}

function pointer(table: SQLiteTable, column: SQLiteColumn): Pointer {
  const config = getTableConfig(table);
  return {
    name: `${config.name}.${column.name}`,
    table: config.name,
    column: column.name,
    hasRev: config.columns.some(({ name }) => name === 'rev'),
  };
}

/** Rows with an id of their own: a merge moves them by naming the other patron. */
export const MOVING: readonly Pointer[] = [
  pointer(loan, loan.patronId),
  pointer(loan, loan.collectedById),
  pointer(hold, hold.patronId),
  pointer(fine, fine.patronId),
  pointer(fineEntry, fineEntry.patronId),
  pointer(patronNote, patronNote.patronId),
  pointer(patronContact, patronContact.patronId),
  pointer(patronBlock, patronBlock.patronId),
  pointer(patronPhoto, patronPhoto.patronId),
  pointer(patronList, patronList.ownerId),
  pointer(savedSearch, savedSearch.patronId),
  pointer(importProfile, importProfile.ownerId),
  pointer(formClass, formClass.teacherId),
  pointer(patronMerge, patronMerge.keptId),
  pointer(mail, mail.patronId),
  pointer(job, job.createdBy),
  pointer(syncException, syncException.patronId),
];

/** Rows of which a patron has one for each other key; the merged record has them once. */
export const SHARED: readonly { table: string; key: string }[] = [
  { table: getTableConfig(patronSite).name, key: patronSite.siteId.name },
  { table: getTableConfig(patronLibraryGroup).name, key: patronLibraryGroup.libraryGroupId.name },
  { table: getTableConfig(patronAccessLevel).name, key: patronAccessLevel.accessLevelId.name },
  { table: getTableConfig(patronListMember).name, key: patronListMember.listId.name },
  { table: getTableConfig(preference).name, key: preference.key.name },
  { table: getTableConfig(patronFieldValue).name, key: patronFieldValue.fieldId.name },
];

/**
 * Put aside and given back by the undo: what a batch changed in the record that goes is no change of the one that
 * stays. Decisions about two people being two are carried over on their own.
 */
export const PUT_ASIDE = ['patron_change', 'patron_distinct'] as const;

/**
 * Columns that stay as they are. Who did something is history, like the audit: the id that did it stays, and
 * `patron_merge` says whose it is. Sessions end with their record; generic accounts are never merged.
 */
export const STAYING: readonly string[] = [
  'session.patron_id',
  'device.generic_patron_id',
  'device.created_by',
  'widget.generic_patron_id',
  'search_day.generic_patron_id',
  'audit.actor_id',
  'audit.subject_id',
  'idempotency.actor_id',
  'command.actor_id',
  'sync_exception.resolved_by',
  'override.actor_id',
  'fine_entry.actor_id',
  'loan.checked_out_by',
  'hold.placed_by',
  'patron_note.author_id',
  'patron_block.created_by',
  'patron_merge.lost_id',
  'patron_merge.merged_by',
  'patron_distinct.decided_by',
  'patron_change_set.created_by',
  'rollover.created_by',
  'catalogue_change_set.created_by',
  'import_token.created_by',
  'stocktake.started_by',
  'stocktake.closed_by',
  'stocktake_scan.seen_by',
];
