import { StocktakeQuery, type StocktakeDetail, type StocktakeList } from '$lib/contracts/stocktake';
import { ById } from '$lib/contracts/shared';
import { AppError, notFound } from '../app-error';
import { jobAnswer } from '../jobs/queries';
import { useCase } from '../use-case';
import {
  countExpected,
  countFoundMissing,
  countSights,
  jobsOf,
  latestStocktakes,
  shelvesOf,
} from './queries';
import { ownStocktake, stocktakeAnswer } from './stocktake-answer';

const MOST_SHOWN = 30;
const MOST_SHELVES = 500;

/** The counts of the actor's sites, open ones first. @throws AppError not-permitted for a foreign site */
export const listStocktakes = useCase({
  name: 'list-stocktakes',
  permission: 'circulation.stocktake',
  input: StocktakeQuery,
  async run({ actor, database: { read } }, { site }): Promise<StocktakeList> {
    if (site && !actor.siteIds.includes(site) && !actor.permissions.has('patrons.searchDistrict'))
      throw new AppError('not-permitted', { permission: 'patrons.searchDistrict' });
    const siteIds = site ? [site] : actor.siteIds;
    const [rows, shelves] = await Promise.all([
      latestStocktakes(read, siteIds, MOST_SHOWN),
      shelvesOf(read, siteIds, MOST_SHELVES),
    ]);
    return { items: rows.map(stocktakeAnswer), shelves };
  },
});

/** A count with its figures as they stand now. @throws AppError not-found */
export const getStocktake = useCase({
  name: 'get-stocktake',
  permission: 'circulation.stocktake',
  input: ById,
  async run(context, { id }): Promise<StocktakeDetail> {
    const { read } = context.database;
    const found = await ownStocktake(context, id);
    const [counts, sights, missing, { report, correction }] = await Promise.all([
      countExpected(read, found.row),
      countSights(read, id),
      countFoundMissing(read, id),
      jobsOf(read, id),
    ]);
    return {
      ...stocktakeAnswer(found),
      ...counts,
      sights: Object.fromEntries(sights),
      foundMissing: missing,
      report: report ? jobAnswer(report) : null,
      correction: correction ? jobAnswer(correction) : null,
    };
  },
});

/** Where the report of a closed count lies. @throws AppError not-found while there is none */
export const getStocktakeReport = useCase({
  name: 'get-stocktake-report',
  permission: 'circulation.stocktake',
  input: ById,
  async run(context, { id }) {
    await ownStocktake(context, id);
    const { report } = await jobsOf(context.database.read, id);
    if (!report?.resultFile || !report.resultName) throw notFound();
    return { path: `${context.environment.DATA_DIR}/results/${report.resultFile}`, name: report.resultName };
  },
});
