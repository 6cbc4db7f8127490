import { CardCheck, StationHold, type CardChecked, type StationHoldPlaced } from '$lib/contracts/kiosk';
import type { Hold } from '$lib/contracts/holds';
import type { Actor } from '../actor';
import { AppError, invalidField, notFound } from '../app-error';
import { loadActor } from '../auth/load-actor';
import { passwordFits } from '../auth/password';
import { signInLimit } from '../auth/sign-in-limit';
import { copiesOfTitle, titleById } from '../catalogue/queries';
import { scopeOf, seenCopy } from '../catalogue/scope-policy';
import { iso } from '../paging';
import { patronByBarcode, patronById, type PatronRecord } from '../patrons/queries';
import { planOwnHold } from '../requests/place-hold';
import { useCase, type Context } from '../use-case';
import { askingStation, stationSites } from './find-station';
import { claimOf, isGenuine, writeTicket } from './hold-token';
import type { DeviceRow } from './queries';

const TOKEN_MS = 2 * 60_000;
/** Of the ten tries in a quarter of an hour: five for one card, ten for one station. */
const WEIGHT_OF_CARD = 2;

/** What may be said aloud at a station: about the title and the queue. Everything else is between patron and desk. */
const SAID_ALOUD = /^(hold-|too-many-holds$|title-unknown$)/;

/** The site where holds of this station are picked up. @throws AppError not-permitted where its site takes none. */
async function pickupSite(context: Context) {
  const { home, settings } = await stationSites(context);
  if (!home || !settings.holds) throw new AppError('not-permitted');
  return home;
}

/** @throws AppError not-found for a title that this station can't show. */
async function shownTitle(context: Context, titleId: string): Promise<void> {
  const { read } = context.database;
  const row = await titleById(read, titleId);
  const scope = scopeOf(context.actor);
  const copies = row && !row.suppressed ? await copiesOfTitle(read, titleId) : [];
  if (!copies.some(({ copy }) => seenCopy(copy, scope))) throw notFound();
}

/** Card, PIN or account: the same words for all of them, so that nothing can be found out by trying. */
const wrongCard = () => invalidField('pin', 'card-or-pin');

const askAtDesk = () => invalidField('card', 'station-ask-desk');

/** The rights of the person with this card, for this one request. @throws AppError invalid when there are none to use. */
async function actorOf(context: Context, row: PatronRecord): Promise<Actor> {
  const smtp = context.environment.SMTP_URL !== undefined;
  const actor = await loadActor(context.database.read, row.id, context.now, { smtp });
  if (!actor?.permissions.has('self.placeHold')) throw askAtDesk();
  return actor;
}

async function holderOf(context: Context, station: DeviceRow, card: string, pin: string) {
  const limit = signInLimit(context);
  const [ofCard, ofStation] = [`kiosk-card:${card}`, `kiosk-station:${station.id}`];
  await limit.consume(ofStation);
  await limit.consume(ofCard, WEIGHT_OF_CARD);
  const row = await patronByBarcode(context.database.read, card);
  const person = row?.kind === 'personal' ? row : undefined;
  const fits = await passwordFits(person?.pinHash, pin);
  if (!person || !fits) throw wrongCard();
  await limit.forget(ofCard);
  await limit.reward(ofStation);
  return person;
}

/**
 * Checks a card and its PIN for one title at a station. @returns the given name, to greet with, and a token that
 * places this hold from this station within two minutes, and opens nothing else.
 * @throws AppError not-permitted where the site takes no holds here; invalid, the same for every wrong card or PIN;
 *   too-many-requests; not-found for a title that is not to be seen here.
 */
export const checkCard = useCase({
  name: 'check-card-at-station',
  permission: 'catalogue.search',
  input: CardCheck,
  async run(context, { card, pin, titleId }): Promise<CardChecked> {
    const station = await askingStation(context);
    await pickupSite(context);
    await shownTitle(context, titleId);
    const person = await holderOf(context, station, card, pin);
    await actorOf(context, person);
    const until = context.now + TOKEN_MS;
    const token = writeTicket({ patronId: person.id, titleId, until }, secretsOf(station, person));
    const givenName = person.preferredName.trim() || person.givenName.trim();
    return { givenName, token, expiresAt: iso(until) };
  },
});

const secretsOf = (station: DeviceRow, person: Pick<PatronRecord, 'pinHash'>) => ({
  credentialHash: station.credentialHash ?? '',
  pinHash: person.pinHash ?? '',
});

/** Leaves out of a refusal what is nobody's business at a shared screen. */
function discreet(error: unknown): never {
  if (!(error instanceof AppError) || error.code !== 'refused') throw error;
  const refusals = error.details.refusals ?? [];
  if (refusals.every(({ code }) => SAID_ALOUD.test(code))) throw error;
  throw askAtDesk();
}

/**
 * Places the hold of a token, by the rules of a hold for oneself, to be picked up where the station stands.
 * @throws AppError invalid for a token that is over or of another station; refused (409) in words about the title;
 *   not-permitted where the site takes no holds here.
 */
export const placeStationHold = useCase({
  name: 'place-hold-at-station',
  permission: 'catalogue.search',
  input: StationHold,
  async run(context, { token }): Promise<StationHoldPlaced> {
    const station = await askingStation(context);
    const site = await pickupSite(context);
    const claim = claimOf(token);
    const person = claim && (await patronById(context.database.read, claim.patronId));
    if (!claim || !person?.pinHash || !isGenuine(token, secretsOf(station, person), context.now))
      throw invalidField('token', 'station-token');
    const actor = await actorOf(context, person);
    const wish = { titleId: claim.titleId, pickupSiteId: site.id };
    const placed: Hold = await context
      .change(() => planOwnHold({ ...context, actor }, wish))
      .catch((error: unknown) => discreet(error));
    return { position: placed.position, pickupSite: placed.pickupSite };
  },
});
