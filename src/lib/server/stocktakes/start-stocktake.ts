import { v7 as uuid } from 'uuid';
import { NewStocktake, type Stocktake } from '$lib/contracts/stocktake';
import { AppError, notFound } from '../app-error';
import { deskSite } from '../sites/read-desk-site';
import { useCase } from '../use-case';
import { insertStocktake, stocktakeById } from './queries';
import { stocktakeAnswer } from './stocktake-answer';

/**
 * Begins to count a site or a part of it. Several counts may be open at once, and several people scan for one. With the
 * same id it is begun once. @throws AppError invalid, not-permitted for a foreign site, conflict for an id of another site
 */
export const startStocktake = useCase({
  name: 'start-stocktake',
  permission: 'circulation.stocktake',
  input: NewStocktake,
  async run(context, { id = uuid(), siteId: wanted, name, scope }): Promise<Stocktake> {
    const { read } = context.database;
    const { id: siteId } = await deskSite(context, wanted);
    await context.change(async () => {
      const known = await stocktakeById(read, id);
      if (known && known.row.siteId !== siteId) throw new AppError('conflict');
      const started = { startedAt: context.now, startedBy: context.actor.patronId };
      return {
        statements: known ? [] : [insertStocktake(read, { id, siteId, name, scope, ...started })],
        audit: known
          ? []
          : { subjectType: 'stocktake', subjectId: id, details: { siteId, scope: scope.kind } },
        answer: null,
      };
    });
    const begun = await stocktakeById(read, id);
    if (!begun) throw notFound();
    return stocktakeAnswer(begun);
  },
});
