import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { PinChange, PinChangeById } from '$lib/contracts/pins';
import { ById } from '$lib/contracts/shared';
import { invalidField, notFound } from '../app-error';
import { hashPassword } from '../auth/password';
import { patron } from '../db/schema/patrons';
import { nextRev, statement } from '../db/statement';
import { useCase, type Context } from '../use-case';
import { patronById, type PatronRecord } from './queries';
import { assertPatronInScope } from './read-scope';

async function personOf(context: Context, id: string): Promise<PatronRecord> {
  const row = await patronById(context.database.read, id);
  if (!row) throw notFound();
  if (row.kind === 'generic') throw invalidField('pin', 'generic-account');
  return row;
}

/** Hashes outside of the queue of writes, then keeps it. The PIN itself is in no row, answer or log. */
async function keepPin(context: Context, id: string, pin: string | null): Promise<{ set: boolean }> {
  await personOf(context, id);
  const pinHash = pin === null ? null : await hashPassword(pin);
  return context.change(async () => {
    const row = await personOf(context, id);
    const values = { pinHash, updatedAt: context.now, rev: nextRev };
    return {
      guards: [{ table: 'patron', id, rev: row.rev }],
      statements: [statement(context.database.read.update(patron).set(values).where(eq(patron.id, id)))],
      audit: { subjectType: 'patron', subjectId: id, details: { set: pinHash !== null } },
      answer: { set: pinHash !== null },
    };
  });
}

/** Whether somebody has a PIN for the search stations; never which. @throws AppError not-found. */
export const getPatronPin = useCase({
  name: 'get-patron-pin',
  permission: 'patrons.editLogins',
  input: ById,
  async run(context, { id }): Promise<{ set: boolean }> {
    await assertPatronInScope(context.database.read, context.actor, id);
    return { set: (await personOf(context, id)).pinHash !== null };
  },
});

/** Gives somebody another PIN, or takes it away. @throws AppError not-found; invalid for a PIN that won't do. */
export const changePatronPin = useCase({
  name: 'change-patron-pin',
  permission: 'patrons.editLogins',
  input: PinChangeById,
  async run(context, { id, pin }): Promise<{ set: boolean }> {
    await assertPatronInScope(context.database.read, context.actor, id);
    return keepPin(context, id, pin);
  },
});

/** Whether one has a PIN oneself. */
export const getOwnPin = useCase({
  name: 'get-own-pin',
  permission: 'signed-in',
  input: v.object({}),
  async run(context): Promise<{ set: boolean }> {
    return { set: (await personOf(context, context.actor.patronId)).pinHash !== null };
  },
});

/** Sets one's own PIN for the search stations, or takes it away. @throws AppError invalid for a PIN that won't do. */
export const changeOwnPin = useCase({
  name: 'change-own-pin',
  permission: 'signed-in',
  input: PinChange,
  run: (context, { pin }): Promise<{ set: boolean }> => keepPin(context, context.actor.patronId, pin),
});
