import type { InStatement } from '@libsql/client';
import { v7 as uuid } from 'uuid';
import type { AccessLevelKey } from '$lib/domain/access/access-levels';
import { patronSearchKey, patronSortKey } from '$lib/domain/patrons/search-key';
import { installAccessLevels } from '../access/install-levels';
import { hashPassword } from '../auth/password';
import { circulationType, copy, title, titleIsbn } from '../db/schema/catalogue';
import { circulationRule, loan } from '../db/schema/circulation';
import {
  libraryGroup,
  patron,
  patronAccessLevel,
  patronLibraryGroup,
  patronSite,
} from '../db/schema/patrons';
import { district, site } from '../db/schema/sites';
import { nextRev, statement } from '../db/statement';
import { indexVersionStatement } from '../search/index-version';
import type { Services } from '../services';

type New<T extends { $inferInsert: object }> = Partial<T['$inferInsert']>;

let hashed: Promise<string> | undefined;

/** Makes rows for tests; every field has a plain default and can be given. */
export function createBuilders(services: Services, password: string) {
  const { read, writer } = services.database;
  const now = () => services.clock.now();
  const write = (statements: InStatement[]) =>
    writer.change(async () => ({ statements })).then(() => undefined);

  return {
    write,
    /** Two sites (`north`, `south`), groups `pupils` and `teachers`, types `fiction` and `dvd`, the built-in levels. */
    async district() {
      await write([
        statement(
          read
            .insert(district)
            .values({ id: 'district', name: 'Test District', currency: 'AUD', epoch: uuid(), rev: nextRev }),
        ),
        ...['north', 'south'].map((id) =>
          statement(
            read.insert(site).values({
              id,
              code: id.toUpperCase(),
              name: `${id} school`,
              timeZone: 'Australia/Melbourne',
              openDays: [1, 2, 3, 4, 5],
              rev: nextRev,
            }),
          ),
        ),
        statement(
          read.insert(libraryGroup).values([
            { id: 'pupils', name: 'Pupils', forStudents: true, rev: nextRev },
            { id: 'teachers', name: 'Teachers', rev: nextRev },
          ]),
        ),
        statement(
          read.insert(circulationType).values([
            { id: 'fiction', name: 'Fiction', rev: nextRev },
            { id: 'dvd', name: 'DVD', rev: nextRev },
          ]),
        ),
        ...installAccessLevels(read),
        indexVersionStatement(),
      ]);
    },
    /** A personal patron at `north`, in `pupils`, with the level Library Users; signs in with the test password. */
    async patron(
      given: New<typeof patron> & { levels?: AccessLevelKey[]; sites?: string[]; groups?: string[] } = {},
    ) {
      const { levels = ['library-users'], sites = ['north'], groups = ['pupils'], ...values } = given;
      const id = values.id ?? uuid();
      const username = values.username ?? `user-${id.slice(-8)}`;
      hashed ??= hashPassword(password);
      const passwordHash = await hashed;
      const found = {
        surname: 'Example',
        givenName: 'Ada',
        middleName: '',
        preferredName: '',
        barcode: `P-${id.slice(-10)}`,
        adminSystemId: null,
        formClass: null,
        primaryEmail: null,
        ...values,
        username,
      };
      await write([
        statement(
          read.insert(patron).values({
            kind: 'personal',
            surname: 'Example',
            givenName: 'Ada',
            student: true,
            primarySiteId: sites[0] ?? null,
            barcode: `P-${id.slice(-10)}`,
            passwordHash,
            createdAt: now(),
            updatedAt: now(),
            searchKey: patronSearchKey(found),
            sortKey: patronSortKey(found),
            ...values,
            id,
            username,
            usernameKey: username.toLowerCase(),
            rev: nextRev,
          }),
        ),
        ...sites.map((siteId) => statement(read.insert(patronSite).values({ patronId: id, siteId }))),
        ...groups.map((libraryGroupId) =>
          statement(read.insert(patronLibraryGroup).values({ patronId: id, libraryGroupId })),
        ),
        ...levels.map((accessLevelId) =>
          statement(read.insert(patronAccessLevel).values({ patronId: id, accessLevelId })),
        ),
      ]);
      return { id, username, barcode: values.barcode ?? `P-${id.slice(-10)}` };
    },
    async title(given: New<typeof title> = {}) {
      const id = given.id ?? uuid();
      const values = {
        title: 'A Test Title',
        author: 'Example, Ada',
        createdAt: now(),
        updatedAt: now(),
        ...given,
        id,
        rev: nextRev,
      };
      await write([
        statement(read.insert(title).values(values)),
        ...(given.isbn ? [statement(read.insert(titleIsbn).values({ isbn: given.isbn, titleId: id }))] : []),
        ...services.search.refresh([id]),
      ]);
      return { id };
    },
    /** A copy at `north` of type `fiction`; makes its title unless one is given. */
    async copy(given: New<typeof copy> = {}) {
      const titleId = given.titleId ?? (await this.title()).id;
      const id = given.id ?? uuid();
      const barcode = given.barcode ?? `C-${id.slice(-10)}`;
      const values = {
        ownerSiteId: 'north',
        atSiteId: given.ownerSiteId ?? 'north',
        circulationTypeId: 'fiction',
        statusChangedAt: now(),
        createdAt: now(),
        ...given,
        id,
        titleId,
        barcode,
        rev: nextRev,
      };
      await write([statement(read.insert(copy).values(values)), ...services.search.refresh([titleId])]);
      return { id, titleId, barcode };
    },
    async rule(
      number: number,
      settings: Record<string, unknown>,
      scope: { siteId?: string; libraryGroupId?: string; circulationTypeId?: string } = {},
    ) {
      const id = `rule-${number}`;
      await write([
        statement(read.insert(circulationRule).values({ id, number, settings, ...scope, rev: nextRev })),
      ]);
      return { id };
    },
    async loan(given: { copyId: string; titleId: string; patronId: string } & New<typeof loan>) {
      const id = given.id ?? uuid();
      await write([
        statement(
          read.insert(loan).values({
            siteId: 'north',
            status: 'open',
            checkedOutAt: now(),
            dueAt: now() + 14 * 86_400_000,
            dueOn: '2026-03-16',
            ...given,
            id,
            rev: nextRev,
          }),
        ),
      ]);
      return { id };
    },
  };
}

export type Builders = ReturnType<typeof createBuilders>;
