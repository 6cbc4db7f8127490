import type { InStatement } from '@libsql/client';
import type { CopyDeedDone } from '$lib/contracts/copies';
import { decideCheckin } from '$lib/domain/circulation/checkin';
import { decideDeed, type CopyDeed, type DeedEnd } from '$lib/domain/circulation/copy-life';
import type { CopyStatus } from '$lib/domain/circulation/facts';
import { AppError, notFound, refused } from '../app-error';
import type { AuditEntry, ChangePlan } from '../change';
import { holdEvent } from '../holds/hold-event-statements';
import { releaseCapturedHold } from '../holds/hold-statements';
import { heldFor } from '../holds/queries';
import type { Context } from '../use-case';
import { planReturn, weighCheckin } from './check-in';
import { copyById } from './copy-queries';
import { deskSite } from './desk-site';
import { setCopy } from './queries';

type Known = NonNullable<Awaited<ReturnType<typeof copyById>>>;
interface Wish {
  id: string;
  deed: CopyDeed;
  siteId?: string | undefined;
}

/** @throws AppError not-permitted for a copy that neither belongs to nor stands at one of the actor's sites */
function assertOwn({ actor }: Context, { copy }: Known) {
  const places = [copy.ownerSiteId, copy.atSiteId, copy.destinationSiteId];
  const own = actor.kind === 'system' || places.some((id) => id !== null && actor.siteIds.includes(id));
  if (!own && !actor.permissions.has('patrons.searchDistrict'))
    throw new AppError('not-permitted', { permission: 'patrons.searchDistrict' });
}

const answerOf = ({ copy }: Known, status: CopyStatus, back: CopyDeedDone['back'] = null): CopyDeedDone => ({
  id: copy.id,
  barcode: copy.barcode,
  from: copy.status,
  status,
  back,
});

/** The copy is back among the books: like a check-in it ends the loan, settles what was charged, serves who waits. */
async function planBack(context: Context, known: Known, wish: Wish): Promise<ChangePlan<CopyDeedDone>> {
  const { copy } = known;
  const place = wish.deed === 'arrive' ? (copy.destinationSiteId ?? copy.atSiteId) : copy.atSiteId;
  const { id: siteId } = await deskSite(context, wish.siteId ?? place);
  const request = { copyBarcode: copy.barcode, siteId, mode: 'desk' as const };
  const weighed = await weighCheckin(context, request);
  const { facts } = weighed;
  // A withdrawn copy that is scanned stays so: it comes back by being put back, which is what is done here.
  const put =
    wish.deed === 'restore' && facts.copy ? { ...facts.copy, status: 'available' as const } : facts.copy;
  const taken = { ...facts, copy: put };
  const decision = decideCheckin(taken, request);
  if (!decision.allowed) throw refused(decision.reasons);
  const { value, reasons } = decision;
  const plan = await planReturn(context, { ...weighed, facts: taken }, value, reasons, copy.barcode);
  const status = value.copyStatus ?? copy.status;
  const [first, ...rest] = plan.audit as AuditEntry[];
  const told = { deed: wish.deed, from: copy.status, to: status };
  const entry = { ...first!, details: { ...first!.details, ...told } };
  return { ...plan, audit: [entry, ...rest], answer: answerOf(known, status, plan.answer) };
}

/** The hold that the copy was kept for waits again, at its old place. */
async function released(context: Context, { copy }: Known) {
  const { read } = context.database;
  const holds = await heldFor(read, [copy.id]);
  return {
    statements: holds.flatMap(({ row }) => releaseCapturedHold(read, row.id, copy.titleId)),
    audit: holds.map(({ row }) => holdEvent(row.id, 'waits-again', { copyId: copy.id })),
  };
}

async function planAway(
  context: Context,
  known: Known,
  deed: CopyDeed,
  status: Exclude<DeedEnd, 'back'>,
): Promise<ChangePlan<CopyDeedDone>> {
  const { copy, titleRev } = known;
  const holds = await released(context, known);
  const statements: InStatement[] = [
    setCopy(context.database.read, copy.id, {
      status,
      destinationSiteId: null,
      statusChangedAt: context.now,
    }),
    ...holds.statements,
    ...context.search.refreshAvailability([copy.titleId]),
  ];
  const details = { deed, from: copy.status, to: status, siteId: copy.atSiteId };
  return {
    guards: [
      { table: 'copy', id: copy.id, rev: copy.rev },
      { table: 'title', id: copy.titleId, rev: titleRev },
    ],
    statements,
    audit: [{ subjectType: 'copy', subjectId: copy.id, details }, ...holds.audit],
    answer: answerOf(known, status),
  };
}

/** Plans one deed against the copy as it is now. @throws AppError not-found, not-permitted, refused */
export async function planDeed(context: Context, wish: Wish): Promise<ChangePlan<CopyDeedDone>> {
  const known = await copyById(context.database.read, wish.id);
  if (!known) throw notFound();
  assertOwn(context, known);
  const { copy, loan } = known;
  const state = loan && loan.status !== 'returned' ? loan.status : null;
  const decision = decideDeed({ status: copy.status, loan: state }, wish.deed);
  if (!decision.allowed) throw refused(decision.reasons);
  return decision.value === 'back'
    ? planBack(context, known, wish)
    : planAway(context, known, wish.deed, decision.value);
}
