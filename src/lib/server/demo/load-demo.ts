import type { InStatement } from '@libsql/client';
import { localDateOf } from '$lib/domain/calendar/zone';
import { SYSTEM } from '../actor';
import { hashPassword } from '../auth/password';
import { createChange } from '../change';
import { indexVersionStatement } from '../search/index-version';
import type { Services } from '../services';
import { theDistrict } from '../sites/queries';
import { buildDemoDistrict } from './generate/build';
import { DEMO_PASSWORD } from './generate/sign-ins';
import type { DemoOptions } from './generate/types';
import { activityStatements } from './load/activity-rows';
import { districtStatements } from './load/district-rows';
import { pictureStatements } from './load/drawn-pictures';
import { fundStatements, furnitureStatements } from './load/furniture-rows';
import { patronStatements } from './load/patron-rows';
import { titleStatements } from './load/title-rows';

const TIME_ZONE = 'Australia/Melbourne';
const SEED = 1;
/** Titles that one pass of the index takes at once. */
const INDEXED_AT_ONCE = 1_000;

type Sizes = Pick<DemoOptions, 'titleCount' | 'copyCount' | 'patronCount'>;

function indexStatements(services: Services, titleIds: string[]): InStatement[] {
  const statements: InStatement[] = [];
  for (let at = 0; at < titleIds.length; at += INDEXED_AT_ONCE) {
    statements.push(...services.search.refresh(titleIds.slice(at, at + INDEXED_AT_ONCE)));
  }
  return statements;
}

/**
 * Fills an empty database with the demo district as of today, in one batch: all of it or nothing. A database that
 * has a district is left as it is.
 * @param sizes smaller numbers for tests; 5,000 titles, 8,000 copies and 600 people by default.
 * @returns whether it was loaded now.
 */
export async function loadDemo(services: Services, sizes: Sizes = {}): Promise<boolean> {
  const { read } = services.database;
  if (await theDistrict(read)) return false;
  const now = services.clock.now();
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const today = localDateOf(now, TIME_ZONE);
  const demo = buildDemoDistrict({ seed: SEED, today, now, ...sizes });
  const furnished = { demo, seed: SEED, today, now };
  const statements = [
    ...districtStatements(read, demo.district),
    ...patronStatements(read, demo, passwordHash, now),
    ...fundStatements(read, furnished),
    ...titleStatements(read, furnished),
    ...activityStatements(read, demo),
    ...furnitureStatements(read, furnished),
    ...(await pictureStatements(read, furnished)),
    ...indexStatements(
      services,
      demo.titles.map(({ id }) => id),
    ),
    indexVersionStatement(),
  ];
  const { change } = createChange(services, { actor: SYSTEM, requestId: 'start' }, 'load-demo', {});
  return change(async () => {
    const loaded = (await theDistrict(read)) === undefined;
    return {
      statements: loaded ? statements : [],
      audit: { subjectType: 'district', subjectId: 'district', details: { seed: SEED } },
      answer: loaded,
    };
  });
}
