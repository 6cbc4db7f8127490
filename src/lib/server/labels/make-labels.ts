import {
  CopyLabelsWanted,
  MOST_LABELS,
  PatronCardsWanted,
  type CopyLabels,
  type PatronCard,
  type PatronCards,
} from '$lib/contracts/labels';
import { nameOrUsername } from '$lib/domain/patrons/display-name';
import { may } from '../actor';
import { targetIds } from '../batch/target-queries';
import { loadCopyTarget } from '../copies/load-copy-target';
import { whenOf } from '../patrons/patron-answer';
import { CARD_READERS } from '../patrons/read-card';
import { readSitePreferences } from '../patrons/read-site-preferences';
import { allSites } from '../sites/queries';
import { useCase, type Context } from '../use-case';
import { drawBarcode } from './draw-barcode';
import { cardRows, labelRows } from './queries';

type SiteRow = Awaited<ReturnType<typeof allSites>>[number];

const sitesById = async ({ database }: Context) =>
  new Map((await allSites(database.read)).map((site) => [site.id, site]));

const drawFor = (site: SiteRow | undefined, barcode: string) =>
  drawBarcode(barcode, site && readSitePreferences(site).cardSymbologies[0]);

/** What stands on the labels of copies: spine and barcode labels are made from the same. */
export const makeCopyLabels = useCase({
  name: 'make-copy-labels',
  permission: 'catalogue.edit',
  input: CopyLabelsWanted,
  async run(context, { target }): Promise<CopyLabels> {
    const { ids, unknown } = await loadCopyTarget(context, target, MOST_LABELS + 1);
    const [rows, sites] = await Promise.all([
      labelRows(context.database.read, ids.slice(0, MOST_LABELS)),
      sitesById(context),
    ]);
    const items = rows.map(async ({ siteId, copyCallNumber, titleCallNumber, ...row }) => ({
      ...row,
      callNumber: copyCallNumber ?? titleCallNumber ?? '',
      siteName: sites.get(siteId)?.name ?? '',
      drawing: await drawFor(sites.get(siteId), row.barcode),
    }));
    return {
      items: await Promise.all(items),
      unknown: unknown.map(({ barcode }) => barcode),
      more: ids.length > MOST_LABELS,
    };
  },
});

type CardRow = Awaited<ReturnType<typeof cardRows>>[number] & { barcode: string };

async function cardOf(context: Context, row: CardRow, site: SiteRow | undefined): Promise<PatronCard> {
  const { id: patronId, barcode, formClass, photoId } = row;
  const sees = site?.patronPictures === true && CARD_READERS.some((one) => may(context.actor, one));
  return {
    ...{ patronId, barcode, formClass },
    name: nameOrUsername(row),
    siteName: site?.name ?? '',
    ...(sees && photoId ? { photoUrl: `/api/patrons/${patronId}/photo?v=${photoId}` } : {}),
    drawing: await drawFor(site, barcode),
  };
}

/** What stands on the cards of people of the actor's sites; photos where the actor may see them. */
export const makePatronCards = useCase({
  name: 'make-patron-cards',
  permission: ['patrons.viewBarcodes', 'patrons.edit'],
  input: PatronCardsWanted,
  async run(context, { target }): Promise<PatronCards> {
    const { read } = context.database;
    const { ids, unknownBarcodes } = await targetIds(read, context.actor, target, await whenOf(context));
    const [rows, sites] = await Promise.all([cardRows(read, ids.slice(0, MOST_LABELS)), sitesById(context)]);
    const holders = rows.filter((row): row is CardRow => row.barcode !== null);
    return {
      items: await Promise.all(
        holders.map((row) => cardOf(context, row, sites.get(row.primarySiteId ?? ''))),
      ),
      unknown: unknownBarcodes,
      withoutBarcode: rows.length - holders.length,
      more: ids.length > MOST_LABELS,
    };
  },
});
