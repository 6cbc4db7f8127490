import { eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { NewHold, OwnHold, type Hold } from '$lib/contracts/holds';
import { patronFacts, ruleFacts } from '$lib/domain/circulation/assemble';
import { decideHold } from '$lib/domain/holds/place-hold';
import { inOrder } from '$lib/domain/holds/queue';
import { displayName } from '$lib/domain/patrons/display-name';
import { AppError, invalidField, notFound, refused } from '../app-error';
import type { ChangePlan } from '../change';
import { loadHoldRows } from '../circulation/load-rows';
import { touchPatron, touchTitle } from '../circulation/queries';
import { copy, title } from '../db/schema/catalogue';
import { hold } from '../db/schema/holds';
import { nextRev, statement } from '../db/statement';
import { holdEvent } from '../holds/hold-event-statements';
import { countOpenHolds } from '../holds/queries';
import { patronById, type PatronRecord } from '../patrons/queries';
import { siteById } from '../sites/queries';
import { iso } from '../paging';
import { useCase, type Context } from '../use-case';

interface Wish {
  patronId: string;
  titleId?: string | undefined;
  copyId?: string | undefined;
  pickupSiteId?: string | undefined;
  neededFrom?: string | undefined;
  neededTo?: string | undefined;
  overrides?: { code: string; reason: string }[] | undefined;
}

async function wantedTitle(context: Context, wish: Wish) {
  const { read } = context.database;
  const [byCopy] = wish.copyId
    ? await read.select({ titleId: copy.titleId }).from(copy).where(eq(copy.id, wish.copyId))
    : [];
  const titleId = byCopy?.titleId ?? wish.titleId ?? '';
  const [row] = await read.select().from(title).where(eq(title.id, titleId));
  if (!row || row.suppressed || (wish.copyId && !byCopy)) throw notFound();
  return row;
}

/** The site where it will be picked up: the one asked for, or the patron's own. */
async function pickupSite(context: Context, wish: Wish, fallback: string | null) {
  const found = await siteById(context.database.read, wish.pickupSiteId ?? fallback ?? '');
  if (!found)
    throw invalidField('pickupSiteId', wish.pickupSiteId ? 'unknown' : 'required', wish.pickupSiteId);
  return found;
}

type Title = Awaited<ReturnType<typeof wantedTitle>>;
type Site = Awaited<ReturnType<typeof pickupSite>>;

/** Reads what the request rests on, and decides it. @throws AppError refused with every reason. */
async function weigh(
  context: Context,
  wish: Wish,
  asker: PatronRecord,
  wanted: Title,
  site: Site,
  self: boolean,
) {
  const { actor, now, database } = context;
  const desk = { siteId: site.id, permissions: actor.permissions, now };
  const { rows } = await loadHoldRows(database.read, { patronId: asker.id, titleId: wanted.id }, desk);
  const row = rows.patrons.find((one) => one.id === asker.id);
  const facts = {
    now,
    siteId: site.id,
    district: rows.district,
    rules: rows.rules.map(ruleFacts),
    calendar: rows.calendars.find((calendar) => calendar.siteId === site.id)!,
    actor: { permissions: actor.permissions },
    patron: row ? patronFacts(rows, row) : null,
    loans: rows.loans.filter((loan) => loan.patronId === asker.id),
    copies: rows.copies,
    holdQueue: inOrder(rows.holds),
    patronOpenHolds: await countOpenHolds(database.read, asker.id),
    self,
  };
  const decision = decideHold(facts, {
    titleId: wanted.id,
    copyId: wish.copyId ?? null,
    neededFrom: wish.neededFrom ?? null,
    neededTo: wish.neededTo ?? null,
    ...(wish.overrides ? { overrides: wish.overrides } : {}),
  });
  if (!decision.allowed) throw refused(decision.reasons);
  return decision.value;
}

type Placed = Omit<typeof hold.$inferInsert, 'rev'> & { id: string; position: number; placedAt: number };

const answerOf = (placed: Placed, asker: PatronRecord, wanted: Title, site: Site, self: boolean): Hold => ({
  id: placed.id,
  patronId: asker.id,
  ...(self ? {} : { patronName: displayName(asker) }),
  title: { id: wanted.id, title: wanted.title, author: wanted.author, language: wanted.language },
  copyId: placed.copyId ?? null,
  capturedBarcode: null,
  pickupSiteId: site.id,
  pickupSite: site.name,
  status: 'pending',
  position: placed.position,
  suspended: false,
  suspendedUntil: null,
  placedAt: iso(placed.placedAt),
  neededFrom: placed.neededFrom ?? null,
  neededTo: placed.neededTo ?? null,
  pendingUntil: placed.pendingUntil ?? null,
  readyUntil: null,
});

async function planHold(context: Context, wish: Wish, self: boolean): Promise<ChangePlan<Hold>> {
  const { read } = context.database;
  const asker = await patronById(read, wish.patronId);
  if (!asker) throw notFound();
  const wanted = await wantedTitle(context, wish);
  const site = await pickupSite(context, wish, asker.primarySiteId);
  const { position, pendingUntil } = await weigh(context, wish, asker, wanted, site, self);
  const placed: Placed = {
    id: uuid(),
    titleId: wanted.id,
    copyId: wish.copyId ?? null,
    patronId: asker.id,
    pickupSiteId: site.id,
    status: 'pending',
    position,
    neededFrom: wish.neededFrom ?? null,
    neededTo: wish.neededTo ?? null,
    pendingUntil,
    placedAt: context.now,
    placedBy: context.actor.patronId,
  };
  return {
    guards: [
      { table: 'title', id: wanted.id, rev: wanted.rev },
      { table: 'patron', id: asker.id, rev: asker.rev },
    ],
    statements: [
      statement(read.insert(hold).values({ ...placed, rev: nextRev })),
      touchTitle(read, wanted.id),
      touchPatron(read, asker.id),
    ],
    audit: holdEvent(placed.id, 'placed', {
      patronId: asker.id,
      titleId: wanted.id,
      siteId: site.id,
      position,
    }),
    answer: answerOf(placed, asker, wanted, site, self),
  };
}

/**
 * What placing a hold for oneself writes, decided with the rights of the actor in this context. For where somebody has
 * shown who they are in another way than by a session. @throws AppError refused (409) with every reason; not-found.
 */
export const planOwnHold = (
  context: Context,
  wish: { titleId: string; pickupSiteId: string },
): Promise<ChangePlan<Hold>> => planHold(context, { ...wish, patronId: context.actor.patronId }, true);

/** Places a hold for a patron at the desk. @throws AppError refused (409) with every reason; not-found. */
export const placeHold = useCase({
  name: 'place-hold',
  permission: 'holds.placeForOthers',
  input: NewHold,
  run: (context, wish): Promise<Hold> => context.change(() => planHold(context, wish, false)),
});

/** Places a hold for oneself, or a reserve where one may. @throws AppError refused (409) with every reason; not-found; not-permitted. */
export const placeOwnHold = useCase({
  name: 'place-own-hold',
  permission: 'self.placeHold',
  input: OwnHold,
  run(context, wish): Promise<Hold> {
    const { patronId, permissions } = context.actor;
    if (wish.neededFrom && !permissions.has('self.placeReserve'))
      throw new AppError('not-permitted', { permission: 'self.placeReserve' });
    return context.change(() => planHold(context, { ...wish, patronId }, true));
  },
});
