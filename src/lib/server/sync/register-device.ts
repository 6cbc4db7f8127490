import { DeviceHello, type DeviceWelcome } from '$lib/contracts/sync';
import { deskSite } from '../circulation/desk-site';
import { invalidField } from '../app-error';
import { readDistrict } from '../sites/read-district';
import { useCase } from '../use-case';
import { deviceById, insertDevice, setDevice } from './queries';

/**
 * Takes note of a browser that works offline, the first time and at every contact after it.
 * @returns the server's clock, for the device to measure its own by, and whether the device was taken out of use.
 * @throws AppError invalid when the id is a search station's; not-permitted for a site that is not the actor's.
 */
export const registerDevice = useCase({
  name: 'register-device',
  permission: 'sync.use',
  input: DeviceHello,
  async run(context, hello): Promise<DeviceWelcome> {
    const { read } = context.database;
    const { id: siteId } = await deskSite(context, hello.siteId);
    const known = await deviceById(read, hello.id);
    if (known && known.kind !== 'desk') throw invalidField('id', 'taken');
    const clockOffset = context.now - hello.clock;
    if (!known)
      await context.change(async () => ({
        statements: [
          insertDevice(read, {
            id: hello.id,
            kind: 'desk',
            name: hello.name,
            siteId,
            clockOffset,
            createdBy: context.actor.patronId,
            createdAt: context.now,
          }),
        ],
        audit: { subjectType: 'device', subjectId: hello.id, details: { siteId } },
        answer: null,
      }));
    else if (known.revokedAt === null)
      await context.database.writer.run([
        setDevice(read, hello.id, { name: hello.name, siteId, clockOffset }),
      ]);
    return {
      id: hello.id,
      revoked: known !== undefined && known.revokedAt !== null,
      serverTime: context.now,
      epoch: (await readDistrict(read)).epoch,
    };
  },
});
