import { createClient } from '@libsql/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestLibrary, type TestLibrary } from '../testing/library';
import { availabilityStatements } from './refresh-statements';

let library: TestLibrary;
beforeAll(async () => {
  library = await createTestLibrary();
});
afterAll(() => library.end());

describe('the availability that a checkout writes', () => {
  it('reads the copies of its title, never those of a whole site', async () => {
    const client = createClient({ url: library.services.environment.DATABASE_URL });
    const plans: string[] = [];
    for (const statement of availabilityStatements(['any'])) {
      if (typeof statement === 'string') throw new Error('a statement without its values');
      const { rows } = await client.execute({ ...statement, sql: `explain query plan ${statement.sql}` });
      plans.push(...rows.map((row) => String(row['detail'])));
    }
    client.close();
    const ofCopies = plans.filter((detail) => /\bc\b/.test(detail));
    expect(ofCopies).toEqual([expect.stringContaining('copy_title')]);
    expect(plans.filter((detail) => detail.startsWith('SCAN') && !detail.includes('json_each'))).toEqual([]);
  });
});
