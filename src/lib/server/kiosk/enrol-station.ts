import { randomBytes, randomInt } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { EnrolmentCode, NewEnrolment } from '$lib/contracts/kiosk';
import { invalidField } from '../app-error';
import { credentialHash, DEVICE_COOKIE } from '../auth/identify';
import { signInLimit } from '../auth/sign-in-limit';
import { device } from '../db/schema/auth';
import { statement } from '../db/statement';
import { iso } from '../paging';
import { patronById } from '../patrons/queries';
import { useCase } from '../use-case';
import { deviceByEnrolment } from './queries';

/** Letters and digits that can't be taken for one another when read out across a room. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
const CODE_LETTERS = 10;
const CODE_MINUTES = 60;
const YEAR_SECONDS = 365 * 24 * 3600;

const newCode = () =>
  Array.from({ length: CODE_LETTERS }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
const asTyped = (code: string) => code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

/**
 * Makes a code that turns one browser into a search station of a generic account. It works once, within an hour.
 * @throws AppError invalid unless the account is generic and enabled.
 */
export const createEnrolment = useCase({
  name: 'create-kiosk-enrolment',
  permission: 'kiosk.administer',
  input: NewEnrolment,
  async run(context, wanted) {
    const code = newCode();
    const expiresAt = context.now + CODE_MINUTES * 60_000;
    const id = await context.change(async () => {
      const { read } = context.database;
      const account = await patronById(read, wanted.genericPatronId);
      if (account?.kind !== 'generic' || !account.enabled)
        throw invalidField('genericPatronId', 'not-generic');
      const row = {
        id: uuid(),
        kind: 'kiosk' as const,
        name: wanted.name,
        genericPatronId: account.id,
        enrolmentHash: credentialHash(code),
        enrolmentExpiresAt: expiresAt,
        createdBy: context.actor.patronId,
        createdAt: context.now,
      };
      return {
        guards: [{ table: 'patron', id: account.id, rev: account.rev }],
        statements: [statement(read.insert(device).values(row))],
        audit: { subjectType: 'device', subjectId: row.id, details: { genericPatronId: account.id } },
        answer: row.id,
      };
    });
    return { id, code: `${code.slice(0, 5)}-${code.slice(5)}`, expiresAt: iso(expiresAt) };
  },
});

/**
 * Exchanges an enrolment code, once, for the station's own credential in an httpOnly cookie.
 * @throws AppError invalid for a code that is wrong, used or too old; too-many-requests.
 */
export const enrolStation = useCase({
  name: 'enrol-kiosk',
  permission: 'anyone',
  input: EnrolmentCode,
  async run(context, { code }) {
    await signInLimit(context).consume('kiosk-enrolment');
    const credential = randomBytes(32).toString('base64url');
    const answer = await context.change(async () => {
      const { read } = context.database;
      const hash = credentialHash(asTyped(code));
      const row = await deviceByEnrolment(read, hash);
      if (!row || row.revokedAt !== null || (row.enrolmentExpiresAt ?? 0) <= context.now)
        throw invalidField('code', 'enrolment-code');
      const update = read
        .update(device)
        .set({ credentialHash: credentialHash(credential), enrolmentHash: null, lastContactAt: context.now })
        .where(and(eq(device.id, row.id), eq(device.enrolmentHash, hash), isNull(device.credentialHash)));
      return {
        statements: [statement(update)],
        audit: { subjectType: 'device', subjectId: row.id },
        answer: { deviceId: row.id, name: row.name },
      };
    });
    await signInLimit(context).forget('kiosk-enrolment');
    const secure = context.environment.ORIGIN?.startsWith('https:') ? '; Secure' : '';
    return {
      ...answer,
      cookie: `${DEVICE_COOKIE}=${credential}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${YEAR_SECONDS}${secure}`,
    };
  },
});
