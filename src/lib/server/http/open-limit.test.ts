import { expect, it } from 'vitest';
import type { Services } from '../services';
import { countOpenRequest } from './open-limit';

it('lets an address ask 1,200 times a minute, and others meanwhile', async () => {
  const services = { database: {} } as Pick<Services, 'database'>;
  for (let n = 0; n < 1200; n++) await countOpenRequest(services, '192.0.2.1');
  await expect(countOpenRequest(services, '192.0.2.1')).rejects.toMatchObject({
    code: 'too-many-requests',
    details: { retryAfterSeconds: expect.any(Number) },
  });
  await expect(countOpenRequest(services, '192.0.2.2')).resolves.toBeUndefined();
});
