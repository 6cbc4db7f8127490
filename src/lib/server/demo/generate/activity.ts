import { buildFines } from './fines';
import { buildHistory } from './history';
import { buildHolds } from './holds';
import { buildOpenLoans } from './loans';
import { buildBlocks, buildNotes } from './remarks';
import type { DemoActivity, DemoCopy } from './types';
import { buildWorld, type ActivityOptions, type World } from './world';

/** Copies on their way home without a hold, out of all copies. */
const GOING_HOME = 8 / 8000;

/**
 * What goes on in the district around `today`: loans, holds, money, remarks, and all copies with the status and place
 * that follow. Each copy is in at most one open loan or captured hold.
 */
export function buildActivity(options: ActivityOptions): DemoActivity {
  const world = buildWorld(options);
  const open = buildOpenLoans(world);
  const holds = buildHolds(world, open);
  sendSomeHome(world);
  const closed = buildHistory(world);
  return {
    loans: [...open, ...closed],
    holds,
    fines: buildFines(world, open, closed),
    notes: buildNotes(world),
    blocks: buildBlocks(world),
    copies: world.pool.all(),
  };
}

function sendSomeHome({ pool, district, random }: World): void {
  const wanted = Math.round(pool.all().length * GOING_HOME);
  for (let i = 0; i < wanted; i += 1) {
    const site = random.pick(district.sites);
    const copy: DemoCopy | null = pool.take(
      site.id,
      (title) => title.generated && title.materialKind === 'library',
    );
    const from = random.pick(district.sites.filter(({ id }) => id !== site.id));
    if (copy) pool.move(copy, 'in-transit', from.id, copy.ownerSiteId);
  }
}
