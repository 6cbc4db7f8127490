import { randomBytes, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import { v7 as uuid } from 'uuid';
import { Setup } from '$lib/contracts/setup';
import { usernameKey } from '$lib/domain/patrons/username';
import { installAccessLevels } from '../access/install-levels';
import { AppError, invalidField } from '../app-error';
import { hashPassword } from '../auth/password';
import {
  libraryGroup,
  patron,
  patronAccessLevel,
  patronLibraryGroup,
  patronSite,
} from '../db/schema/patrons';
import { circulationType } from '../db/schema/catalogue';
import { district, site } from '../db/schema/sites';
import { nextRev, statement } from '../db/statement';
import { indexVersionStatement } from '../search/index-version';
import type { Services } from '../services';
import { theDistrict } from '../sites/queries';
import { useCase, type Context } from '../use-case';

const tokens = new WeakMap<Services['database'], string>();

/** The one-time word that proves that whoever sets the library up can read the server's console. */
export function setupToken(services: Pick<Services, 'database'>): string {
  let token = tokens.get(services.database);
  if (!token) {
    token = randomBytes(9).toString('base64url');
    tokens.set(services.database, token);
  }
  return token;
}

const matches = (given: string, wanted: string) =>
  given.length === wanted.length && timingSafeEqual(Buffer.from(given), Buffer.from(wanted));

/** Whether this database still waits for its district. */
export const getSetupState = useCase({
  name: 'get-setup-state',
  permission: 'anyone',
  input: v.object({}),
  run: async (context) => ({ needed: (await theDistrict(context.database.read)) === undefined }),
});

function districtStatements(context: Context, wanted: v.InferOutput<typeof Setup>, siteId: string) {
  const { read } = context.database;
  return [
    statement(
      read.insert(district).values({
        id: 'district',
        name: wanted.districtName,
        currency: wanted.currency,
        locale: context.locale,
        epoch: uuid(),
        rev: nextRev,
      }),
    ),
    statement(read.insert(site).values({ id: siteId, ...wanted.site, rev: nextRev })),
    ...installAccessLevels(read),
    indexVersionStatement(),
  ];
}

function administratorStatements(
  context: Context,
  wanted: v.InferOutput<typeof Setup>,
  ids: { patron: string; site: string; group: string },
  passwordHash: string,
) {
  const { read } = context.database;
  const { username, givenName, surname } = wanted.administrator;
  const name = `${surname} ${givenName} ${username}`.toLowerCase();
  return [
    statement(read.insert(libraryGroup).values({ id: ids.group, name: 'Staff', rev: nextRev })),
    statement(read.insert(circulationType).values({ id: uuid(), name: 'Book', rev: nextRev })),
    statement(
      read.insert(patron).values({
        id: ids.patron,
        kind: 'personal',
        username,
        usernameKey: usernameKey(username),
        passwordHash,
        givenName,
        surname,
        staffMember: true,
        primarySiteId: ids.site,
        searchKey: name,
        sortKey: name,
        createdAt: context.now,
        updatedAt: context.now,
        rev: nextRev,
      }),
    ),
    statement(read.insert(patronSite).values({ patronId: ids.patron, siteId: ids.site })),
    statement(read.insert(patronLibraryGroup).values({ patronId: ids.patron, libraryGroupId: ids.group })),
    statement(
      read.insert(patronAccessLevel).values(
        ['library-users', 'system-administrator'].map((accessLevelId) => ({
          patronId: ids.patron,
          accessLevelId,
        })),
      ),
    ),
  ];
}

/**
 * Creates the district, its first site and its first administrator, once.
 * @throws AppError invalid for a wrong token; already-set-up (409) when there is a district.
 */
export const setUp = useCase({
  name: 'set-up',
  permission: 'anyone',
  input: Setup,
  async run(context, wanted): Promise<{ ok: true }> {
    if (!matches(wanted.token, setupToken(context))) throw invalidField('token', 'setup-token');
    const passwordHash = await hashPassword(wanted.administrator.password);
    return context.change(async () => {
      if (await theDistrict(context.database.read)) throw new AppError('already-set-up');
      const ids = { patron: uuid(), site: uuid(), group: uuid() };
      return {
        statements: [
          ...districtStatements(context, wanted, ids.site),
          ...administratorStatements(context, wanted, ids, passwordHash),
        ],
        audit: { subjectType: 'district', subjectId: 'district' },
        answer: { ok: true as const },
      };
    });
  },
});
