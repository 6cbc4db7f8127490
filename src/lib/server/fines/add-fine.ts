import { eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { NewFine, type Fine } from '$lib/contracts/fines';
import { decideCharge } from '$lib/domain/fines/ledger';
import { invalidField, notFound, refused } from '../app-error';
import { copy } from '../db/schema/catalogue';
import { patronById } from '../patrons/queries';
import { assertPatronInScope } from '../patrons/read-scope';
import { readDistrict } from '../sites/read-district';
import { useCase } from '../use-case';
import { insertEntries, insertFine } from './queries';
import { fineAnswer } from './read-fines';
import { tillSite } from './read-till-site';

/** Charges a patron by hand, for a copy where one is named. @throws AppError not-found, invalid. */
export const addFine = useCase({
  name: 'add-fine',
  permission: 'fines.add',
  input: NewFine,
  run: (context, wanted): Promise<Fine> =>
    context.change(async () => {
      const { read } = context.database;
      const owner = await patronById(read, wanted.patronId);
      if (owner?.kind !== 'personal') throw notFound();
      await assertPatronInScope(read, context.actor, owner.id);
      const [item] = wanted.copyBarcode
        ? await read.select().from(copy).where(eq(copy.barcode, wanted.copyBarcode))
        : [];
      if (wanted.copyBarcode && !item) throw invalidField('copyBarcode', 'unknown', wanted.copyBarcode);
      const id = uuid();
      const charge = decideCharge(id, wanted.amount);
      if (!charge.allowed) throw refused(charge.reasons);
      const siteId = await tillSite(context, wanted.siteId);
      const row = {
        id,
        patronId: owner.id,
        copyId: item?.id ?? null,
        loanId: null,
        siteId,
        kind: wanted.kind,
        note: wanted.note,
        growing: false,
        createdAt: context.now,
      };
      const entry = {
        id: uuid(),
        fineId: id,
        patronId: owner.id,
        type: 'charge' as const,
        amount: wanted.amount,
        method: null,
        reason: wanted.note,
        siteId,
        actorId: context.actor.patronId,
        at: context.now,
      };
      const { currency } = await readDistrict(read);
      const shown = {
        row: { ...row, rev: 0 },
        copyBarcode: item?.barcode ?? null,
        titleId: null,
        title: null,
        materialKind: null,
      };
      return {
        statements: [insertFine(read, row), ...insertEntries(read, [entry])],
        audit: {
          subjectType: 'fine',
          subjectId: id,
          details: { patronId: owner.id, kind: row.kind, amount: wanted.amount },
        },
        answer: fineAnswer(shown, [entry], currency),
      };
    }),
});
