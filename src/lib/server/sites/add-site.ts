import { v7 as uuid } from 'uuid';
import { SiteInput, type Site } from '$lib/contracts/sites';
import { invalidField } from '../app-error';
import { site } from '../db/schema/sites';
import { nextRev, statement } from '../db/statement';
import { useCase } from '../use-case';
import { siteByCode } from './queries';

/** What a new site starts with, as the table says. */
const DEFAULT_PREFERENCES = {
  hours: [],
  cardSymbologies: [],
  cardCheck: 'none',
  deskPatronFields: ['barcode', 'formClass'],
} as const satisfies Partial<Site>;

/** Adds a site to the district. @throws AppError invalid when the code is taken. */
export const addSite = useCase({
  name: 'add-site',
  permission: 'sites.manage',
  input: SiteInput,
  run: (context, wanted): Promise<Site> =>
    context.change(async () => {
      const { read } = context.database;
      if (await siteByCode(read, wanted.code)) throw invalidField('code', 'taken', wanted.code);
      const id = uuid();
      return {
        statements: [statement(read.insert(site).values({ id, ...wanted, rev: nextRev }))],
        audit: { subjectType: 'site', subjectId: id, details: { code: wanted.code } },
        answer: { id, ...DEFAULT_PREFERENCES, ...wanted },
      };
    }),
});
