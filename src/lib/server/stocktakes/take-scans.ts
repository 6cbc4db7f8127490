import type { InStatement } from '@libsql/client';
import type * as v from 'valibot';
import {
  ScanBatchById,
  type SeenAnswer,
  type SeenAnswers,
  type StocktakeScan,
} from '$lib/contracts/stocktake';
import { sightOf } from '$lib/domain/stocktake/sight';
import { useCase, type Context } from '../use-case';
import { copiesSeen, markSeen, recordScans, type StocktakeRow } from './queries';
import { ownStocktake } from './stocktake-answer';
import type { ShelfScope } from '$lib/domain/circulation/shelf-scope';

type Scan = v.InferOutput<typeof StocktakeScan>;
type Seen = Awaited<ReturnType<typeof copiesSeen>>[number];

function answerOf({ barcode, shelf }: Scan, found: Seen | undefined, row: StocktakeRow): SeenAnswer {
  const at = { siteId: row.siteId, scope: row.scope as unknown as ShelfScope, shelf };
  const callNumber = found ? (found.copy.callNumber ?? found.title.callNumber) : null;
  const sight = sightOf(found ? { ...found.copy, callNumber } : null, at);
  return {
    barcode,
    sight,
    copyId: found?.copy.id ?? null,
    title: found?.title.title ?? null,
    language: found?.title.language ?? null,
    shelf: found?.copy.shelf ?? null,
    callNumber,
    site: sight === 'wrong-site' ? (found?.site ?? null) : null,
  };
}

/** The last scan of each barcode: one batch may hold the same book twice. */
const lastOfEach = (scans: readonly Scan[]): Scan[] => [
  ...new Map([...scans].sort((a, b) => a.at - b.at).map((scan) => [scan.barcode, scan])).values(),
];

function statementsOf(
  context: Context,
  row: StocktakeRow,
  scans: readonly Scan[],
  answers: readonly SeenAnswer[],
): InStatement[] {
  const { read } = context.database;
  const { actor, now } = context;
  const who = { seenBy: actor.patronId || null, deviceId: actor.deviceId ?? null };
  const rows = scans.map(({ barcode, at, shelf }, index) => {
    const { sight, copyId } = answers[index]!;
    return { stocktakeId: row.id, barcode, copyId, sight, shelf, seenAt: Math.min(at, now), ...who };
  });
  const ids = answers.flatMap(({ copyId }) => copyId ?? []);
  const last = Math.min(now, Math.max(...scans.map(({ at }) => at)));
  return [recordScans(read, rows), ...(ids.length > 0 ? [markSeen(read, ids, last)] : [])];
}

/**
 * Takes what was scanned for a count and says what each sight means. Sending the same again changes nothing; scans that
 * come after the count was closed are kept and make the copies seen, but are in no report. Those of a cancelled count are
 * told apart only. @throws AppError not-found
 */
export const takeScans = useCase({
  name: 'take-stocktake-scans',
  permission: 'circulation.stocktake',
  input: ScanBatchById,
  run: (context, { id, scans }): Promise<v.InferOutput<typeof SeenAnswers>> =>
    context.change(async () => {
      const { row } = await ownStocktake(context, id);
      const each = lastOfEach(scans);
      const found = new Map(
        (
          await copiesSeen(
            context.database.read,
            each.map(({ barcode }) => barcode),
          )
        ).map((one) => [one.copy.barcode, one]),
      );
      const items = each.map((scan) => answerOf(scan, found.get(scan.barcode), row));
      const cancelled = row.status === 'cancelled';
      return {
        statements: cancelled ? [] : statementsOf(context, row, each, items),
        audit: cancelled ? [] : { subjectType: 'stocktake', subjectId: id, details: { scans: each.length } },
        answer: { status: row.status, items },
      };
    }),
});
