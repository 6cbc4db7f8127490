import { TravelQuery, type TravelLine } from '$lib/contracts/holds';
import type { Page } from '$lib/contracts/shared';
import { localDateOf } from '$lib/domain/calendar/zone';
import { isLongOnTheWay } from '$lib/domain/holds/travelling';
import { displayName } from '$lib/domain/patrons/display-name';
import { copiesOnTheWay } from '../holds/travel-queries';
import { cursorOf, iso, readCursor } from '../paging';
import { useCase } from '../use-case';
import { workSites } from './hold-work';

type Row = Awaited<ReturnType<typeof copiesOnTheWay>>['rows'][number];

function lineOf(
  { copy, title, from: { timeZone, ...from }, to, hold, patron }: Row,
  now: number,
): TravelLine {
  const sentOn = localDateOf(copy.since, timeZone);
  return {
    copy: { id: copy.id, barcode: copy.barcode, title },
    ...{ from, to, since: iso(copy.since), sentOn },
    late: isLongOnTheWay(sentOn, localDateOf(now, timeZone)),
    hold: hold && patron ? { ...hold, patronName: displayName(patron) } : null,
  };
}

/** Copies on their way from or to the actor's sites, the longest first. @throws AppError not-permitted for a foreign site. */
export const listTravelling = useCase({
  name: 'list-travelling',
  permission: 'holds.view',
  input: TravelQuery,
  async run(context, { limit, cursor, site }): Promise<Page<TravelLine>> {
    const key = readCursor(cursor, 2);
    const after = key && { since: Number(key[0]), id: String(key[1]) };
    const { rows, total } = await copiesOnTheWay(context.database.read, workSites(context, site), {
      ...{ after, limit: limit + 1 },
    });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1)?.copy;
    return {
      items: shown.map((row) => lineOf(row, context.now)),
      total,
      ...(rows.length > limit && last ? { nextCursor: cursorOf(last.since, last.id) } : {}),
    };
  },
});
