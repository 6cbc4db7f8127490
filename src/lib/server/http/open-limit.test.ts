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

it('lets a class that types ask for suggestions at every key', async () => {
  const services = { database: {} } as Pick<Services, 'database'>;
  const ask = (kind: 'page' | 'suggestion') => countOpenRequest(services, '192.0.2.1', kind);
  for (let n = 0; n < 5995; n++) await ask('suggestion');
  await ask('page');
  await expect(ask('suggestion')).rejects.toMatchObject({ code: 'too-many-requests' });
});
