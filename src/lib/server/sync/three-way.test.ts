import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { refreshSnapshot } from '$lib/client/offline/snapshot';
import {
  loadCheckoutRows as loadCheckoutHere,
  loadRenewalRows as loadRenewalHere,
} from '$lib/client/offline/load-rows';
import { pageOf, testDatabase } from '$lib/client/offline/testing';
import { Barcode } from '$lib/contracts/shared';
import type { SnapshotPage } from '$lib/contracts/sync';
import type { PermissionId } from '$lib/domain/access/permission-ids';
import { assembleCheckoutFacts, assembleRenewalFacts } from '$lib/domain/circulation/assemble';
import { decideCheckout } from '$lib/domain/circulation/checkout';
import { decideRenewal } from '$lib/domain/circulation/renewal';
import type { WorldRows } from '$lib/domain/circulation/rows';
import { SITE, type Scenario } from '$lib/domain/circulation/scenario-world';
import { SCENARIOS } from '$lib/domain/circulation/scenarios';
import { reasonCodes } from '$lib/domain/shared/decision';
import { loadCheckoutRows, loadRenewalRows } from '../circulation/load-rows';
import { SYSTEM } from '../actor';
import { createTestLibrary, type TestLibrary } from '../testing/library';
import { perform } from '../use-case';
import { takeSnapshot } from './take-snapshot';
import { clearWorld, fitsDatabase, writeWorld } from './world-rows';

/** One library for all of them; its rows are exchanged. */
let library: TestLibrary;
beforeAll(async () => {
  library = await createTestLibrary();
});
afterAll(() => library.end());

/** Barcodes reach the server through its contract. */
const request = <R extends { copyBarcode?: string }>(asked: R): R => ({
  ...asked,
  ...(asked.copyBarcode === undefined ? {} : { copyBarcode: v.parse(Barcode, asked.copyBarcode) }),
  ...('patronBarcode' in asked ? { patronBarcode: v.parse(Barcode, asked.patronBarcode) } : {}),
});

function decide(scenario: Scenario, rows: WorldRows) {
  const decision =
    scenario.kind === 'checkout'
      ? decideCheckout(assembleCheckoutFacts(rows, scenario.request, scenario.now), scenario.request)
      : decideRenewal(assembleRenewalFacts(rows, scenario.request, scenario.now), scenario.request);
  return {
    allowed: decision.allowed,
    codes: reasonCodes(decision.reasons),
    ...(decision.allowed ? { dueOn: decision.value.due.dueOn } : {}),
  };
}

async function fromDatabase(scenario: Scenario): Promise<WorldRows> {
  const { read } = library.services.database;
  const permissions = new Set(scenario.world.permissions as PermissionId[]);
  const desk = { siteId: SITE, permissions, now: scenario.now };
  const { rows } =
    scenario.kind === 'checkout'
      ? await loadCheckoutRows(read, request(scenario.request), desk)
      : await loadRenewalRows(read, request(scenario.request), desk);
  return rows;
}

async function fromDevice(scenario: Scenario, pull: (cursor?: string) => Promise<SnapshotPage>) {
  const db = testDatabase(`three-way-${scenario.kind}-${scenario.name}`);
  const wanted = { site: SITE, deviceId: 'd', actorId: 'lib', epoch: '', now: () => scenario.now };
  await refreshSnapshot(db, (query) => pull(query.cursor), wanted);
  const head = (await db.snapshot())!.head;
  // What the person at the desk may do is the scenario's, not the one's who pulls.
  const asWho = {
    ...head,
    actor: { ...head.actor, permissions: [...scenario.world.permissions] },
  };
  const rows =
    scenario.kind === 'checkout'
      ? await loadCheckoutHere(db, asWho, scenario.request)
      : await loadRenewalHere(db, asWho, scenario.request);
  await db.delete();
  return rows;
}

/** The snapshot as the server gives it. */
const pulled =
  (scenario: Scenario) =>
  (cursor?: string): Promise<SnapshotPage> => {
    library.clock.time = scenario.now;
    const caller = { actor: { ...SYSTEM, siteIds: [SITE] }, requestId: 'three-way' };
    return perform(library.services, caller, takeSnapshot, { site: SITE, ...(cursor ? { cursor } : {}) });
  };

/** A device has the copies of its own site: another site's is lent there as unknown, and decided when it is sent. */
const OF_OTHER_SITES = new Set(['a copy of another site, here now']);
const UNKNOWN_HERE = { allowed: false, codes: ['copy-unknown'] };

const stored = SCENARIOS.filter((scenario) => fitsDatabase(scenario.world));
const unstored = SCENARIOS.filter((scenario) => !fitsDatabase(scenario.world));
const named = (scenarios: readonly Scenario[]) =>
  scenarios.map((scenario) => [`${scenario.kind}: ${scenario.name}`, scenario] as const);

describe('the same decision from plain rows, from the database and on a device', () => {
  it('is asked of nearly all scenarios', () => {
    expect(stored.length).toBeGreaterThanOrEqual(100);
    // What the tables do not hold (yet): a membership's end, and copies that are only for use on site or booking.
    expect(unstored.map(({ name }) => name)).toEqual([
      'membership over',
      'only on site, used on site',
      'only booked',
    ]);
  });

  it.each(named(stored))('%s', async (_, scenario) => {
    await clearWorld(library);
    await writeWorld(library, scenario.world);
    const { expected } = scenario;
    expect(decide(scenario, scenario.world)).toEqual(expected);
    expect(decide(scenario, await fromDatabase(scenario))).toEqual(expected);
    const here = decide(scenario, await fromDevice(scenario, pulled(scenario)));
    expect(here).toEqual(OF_OTHER_SITES.has(scenario.name) ? UNKNOWN_HERE : expected);
  });

  it.each(named(unstored))('without the database, %s', async (_, scenario) => {
    const page = pageOf(scenario.world);
    expect(decide(scenario, await fromDevice(scenario, async () => page))).toEqual(scenario.expected);
  });
});
