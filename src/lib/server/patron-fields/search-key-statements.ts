import type { InStatement } from '@libsql/client';
import { patronSearchKey } from '$lib/domain/patrons/search-key';
import type { Reader } from '../db/client';
import type { Guard } from '../db/write';
import { patronRowsOf, searchableTexts } from '../patrons/field-queries';
import { setSearchKey } from './field-definition-statements';

/**
 * What makes these patrons found by the right values again; those whose key is right already are left alone.
 * @param searchableIds the fields that count after the change, where they are not stored yet
 */
export async function searchKeyStatements(
  read: Reader,
  patronIds: readonly string[],
  searchableIds?: readonly string[],
): Promise<{ guards: Guard[]; statements: InStatement[] }> {
  const [rows, textsOf] = await Promise.all([
    patronRowsOf(read, patronIds),
    searchableTexts(read, patronIds, searchableIds),
  ]);
  const stale = rows
    .map((row) => ({ row, key: patronSearchKey(row, textsOf(row.id)) }))
    .filter(({ row, key }) => row.searchKey !== key);
  return {
    guards: stale.map(({ row }) => ({ table: 'patron', id: row.id, rev: row.rev })),
    statements: stale.map(({ row, key }) => setSearchKey(read, row.id, key)),
  };
}
