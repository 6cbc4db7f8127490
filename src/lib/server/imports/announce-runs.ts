import { patronById } from '../patrons/queries';
import { theDistrict } from '../sites/queries';
import type { Services } from '../services';
import { postMail } from '../mail/queries';
import { runLetterId, unannouncedRuns } from './automation-queries';

const WEEK_MS = 7 * 24 * 3_600_000;

/**
 * Writes to the owner of every automatic run that has ended, however it did: a run that the server broke off is found
 * here too. The letter's id is made of the job's, so that there is one.
 */
export async function announceRuns(services: Services): Promise<void> {
  const { read, writer } = services.database;
  const now = services.clock.now();
  const ended = await unannouncedRuns(read, now - WEEK_MS);
  if (ended.length === 0) return;
  const locale = (await theDistrict(read))?.locale ?? 'en';
  const letters = ended.flatMap(({ id, ownerId, address }) =>
    address === null
      ? []
      : postMail(services, {
          id: runLetterId(id),
          template: 'import-run',
          patronId: ownerId,
          toAddress: address,
          locale,
          data: { jobId: id },
          now,
        }),
  );
  await writer.run(letters);
  services.jobs.nudge();
}

/** The statements that tell an owner once that a run did not begin; none without an address. */
export async function noRunStatements(
  services: Services,
  profile: { id: string; ownerId: string | null },
  told: { reason: 'no-file' | 'settings'; occasion: string },
) {
  const { read } = services.database;
  const owner = profile.ownerId ? await patronById(read, profile.ownerId) : undefined;
  if (!owner?.primaryEmail) return [];
  return postMail(services, {
    id: `import-${told.reason}-${profile.id}-${told.occasion}`,
    template: 'import-not-run',
    patronId: owner.id,
    toAddress: owner.primaryEmail,
    locale: (await theDistrict(read))?.locale ?? 'en',
    data: { profileId: profile.id, reason: told.reason },
    now: services.clock.now(),
  });
}
