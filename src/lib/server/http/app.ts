import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { generateSpecs } from 'hono-openapi';
import { accessLevelRoutes, permissionRoutes } from '../access/routes';
import { AppError } from '../app-error';
import { auditRoutes } from '../audit/routes';
import { barcodeRangeRoutes, fundRoutes } from '../barcodes/routes';
import { signInProviderRoutes } from '../auth/provider-routes';
import { sessionRoutes } from '../auth/routes';
import { singleSignOnRoutes } from '../auth/sign-in-routes';
import { closureRoutes } from '../closures/routes';
import { coverRoutes } from '../catalogue/cover-routes';
import { titleImportRoutes } from '../catalogue/import-routes';
import { titleMarcRoutes } from '../catalogue/marc-routes';
import { catalogueRoutes, copyRoutes } from '../catalogue/routes';
import { lookupRoutes } from '../lookup/routes';
import { jobRoutes } from '../jobs/routes';
import { classRunRoutes } from '../classrun/routes';
import { formClassRoutes } from '../classes/routes';
import { publicRoutes } from '../discovery/public-routes';
import { savedSearchRoutes } from '../discovery/saved-search-routes';
import { openWidgetRoutes, widgetRoutes } from '../discovery/widget-routes';
import { kioskRoutes } from '../kiosk/routes';
import { labelRoutes } from '../labels/routes';
import { mailRoutes } from '../mail/routes';
import { circulationTypeRoutes, libraryGroupRoutes, ruleRoutes } from '../rules/routes';
import { rolloverRoutes } from '../rollover/routes';
import type { Services } from '../services';
import { setupRoutes } from '../setup/routes';
import { districtRoutes, siteRoutes } from '../sites/routes';
import { syncRoutes } from '../sync/routes';
import { version } from '../version';
import { answerError } from './answer-error';
import { apiPage } from './api-docs';
import { copyBatchRoutes, copyEndRoutes } from '../copies/routes';
import { patronLoanRoutes } from '../circulation/patron-routes';
import { copyLifeRoutes } from '../circulation/copy-routes';
import { overrideRoutes } from '../circulation/override-routes';
import { circulationRoutes } from '../circulation/routes';
import { fineRoutes, patronFineRoutes } from '../fines/routes';
import { blockManyRoutes } from '../batch/block-many-routes';
import { excuseRoutes } from '../batch/excuse-routes';
import { patronBatchRoutes } from '../batch/routes';
import { patronExportRoutes } from '../exports/routes';
import { automationRoutes } from '../imports/automation-routes';
import { inboxRoutes } from '../imports/inbox-routes';
import { importProfileRoutes } from '../imports/profile-routes';
import { relatedImportRoutes } from '../imports/related-routes';
import { patronImportRoutes } from '../imports/routes';
import { meRoutes } from '../me/routes';
import { patronFieldRoutes, sitePreferenceRoutes } from '../patron-fields/routes';
import { duplicateRoutes, mergeRoutes } from '../merging/routes';
import { patronPhotoRoutes } from '../patrons/photo-routes';
import { patronPrivacyRoutes } from '../privacy/routes';
import { patronBlockRoutes } from '../patrons/block-routes';
import { patronPinRoutes } from '../patrons/pin-routes';
import { patronRoutes } from '../patrons/routes';
import { patronListRoutes } from '../patrons/saved-list-routes';
import { holdRoutes, patronHoldRoutes, queueRoutes } from '../requests/routes';
import { siteShelfRoutes, titlePlaceRoutes } from '../shelves/routes';
import { stocktakeRoutes } from '../stocktakes/routes';
import type { ApiEnv } from './context';
import { getHealth, Health } from './health';
import { sameOrigin, withCaller, withRequest } from './middleware';
import { describe, run } from './route';

const MOST_BYTES = 256 * 1024 * 1024;

/** Every room's routes in one expression, so that the typed client knows them all. */
const rooms = new Hono<ApiEnv>()
  .get('/health', describe(getHealth, Health), async (c) => c.json(await run(c, getHealth, {})))
  .route('/session', sessionRoutes)
  .route('/session', singleSignOnRoutes)
  .route('/sign-in-providers', signInProviderRoutes)
  .route('/sites', siteRoutes)
  .route('/sites', sitePreferenceRoutes)
  .route('/sites', closureRoutes)
  .route('/sites', siteShelfRoutes)
  .route('/district', districtRoutes)
  .route('/setup', setupRoutes)
  .route('/catalogue', titleImportRoutes)
  .route('/catalogue', titleMarcRoutes)
  .route('/catalogue/lookup', lookupRoutes)
  .route('/catalogue', catalogueRoutes)
  .route('/labels', labelRoutes)
  .route('/barcode-ranges', barcodeRangeRoutes)
  .route('/funds', fundRoutes)
  .route('/copy-batches', copyBatchRoutes)
  .route('/copies', copyRoutes)
  .route('/copies', copyLifeRoutes)
  .route('/copies', copyEndRoutes)
  .route('/permissions', permissionRoutes)
  .route('/access-levels', accessLevelRoutes)
  .route('/library-groups', libraryGroupRoutes)
  .route('/form-classes', formClassRoutes)
  .route('/class-runs', classRunRoutes)
  .route('/circulation-types', circulationTypeRoutes)
  .route('/circulation-rules', ruleRoutes)
  .route('/circulation', circulationRoutes)
  .route('/circulation', overrideRoutes)
  .route('/patron-fields', patronFieldRoutes)
  .route('/patrons/exports', patronExportRoutes)
  .route('/patrons/imports/related', relatedImportRoutes)
  .route('/patrons/imports', patronImportRoutes)
  .route('/patrons/duplicates', duplicateRoutes)
  .route('/patrons/merges', mergeRoutes)
  .route('/patrons/batch/blocks', blockManyRoutes)
  .route('/patrons/batch', patronBatchRoutes)
  .route('/import-profiles', importProfileRoutes)
  .route('/imports/automatic', automationRoutes)
  .route('/imports/inbox', inboxRoutes)
  .route('/patrons', patronRoutes)
  .route('/patrons', patronBlockRoutes)
  .route('/patrons', patronPhotoRoutes)
  .route('/patrons', patronPinRoutes)
  .route('/patrons', patronLoanRoutes)
  .route('/patrons', patronHoldRoutes)
  .route('/patrons', patronFineRoutes)
  .route('/patron-lists', patronListRoutes)
  .route('/rollover', rolloverRoutes)
  .route('/patrons', patronPrivacyRoutes)
  .route('/holds', holdRoutes)
  .route('/catalogue/titles', queueRoutes)
  .route('/catalogue/titles', coverRoutes)
  .route('/catalogue/titles', titlePlaceRoutes)
  .route('/fines', excuseRoutes)
  .route('/fines', fineRoutes)
  .route('/stocktakes', stocktakeRoutes)
  .route('/me', meRoutes)
  .route('/me/searches', savedSearchRoutes)
  .route('/public', publicRoutes)
  .route('/widget', openWidgetRoutes)
  .route('/widgets', widgetRoutes)
  .route('/kiosk', kioskRoutes)
  .route('/sync', syncRoutes)
  .route('/jobs', jobRoutes)
  .route('/mail', mailRoutes)
  .route('/audit', auditRoutes);

/** The type that the browser's client is made from. */
export type Api = typeof rooms;

const documentation = {
  documentation: {
    info: { title: 'Carrel', version, description: 'A library system for schools and districts' },
    servers: [{ url: '/api' }],
  },
};

/** The OpenAPI document, generated from the same contracts that validate the requests. */
export const openApiDocument = () => generateSpecs(rooms, documentation);

/** The API under `/api`: the only door to the library. */
export function createApi(services: Services) {
  return new Hono<ApiEnv>()
    .basePath('/api')
    .onError((error, c) => answerError(error, c))
    .notFound((c) => answerError(new AppError('not-found'), c))
    .use(withRequest(services))
    .use(sameOrigin(services))
    .use(withCaller(services))
    .use(
      bodyLimit({
        maxSize: MOST_BYTES,
        onError: () => {
          throw new AppError('too-large');
        },
      }),
    )
    .get('/openapi.json', async (c) => c.json(await openApiDocument()))
    .get('/docs', async (c) => c.html(apiPage(await openApiDocument(), c.get('locale'))))
    .route('/', rooms);
}

export type ApiServer = ReturnType<typeof createApi>;
