import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AccessLevelKey } from '$lib/domain/access/access-levels';
import { deedText, DEED_TEXTS } from '$lib/words/deed-text';
import { SYSTEM, type Actor } from '../actor';
import { openApiDocument } from '../http/app';
import { createTestLibrary, type Client, type TestLibrary } from '../testing/library';
import { auditNames } from './audit-names';

/** Sent with a body, but they change nothing that the trail would tell. */
const CHANGES_NOTHING = [
  ...[
    'browse-patrons',
    'find-similar-patrons',
    'list-patrons',
    'look-up-scan',
    'match-patrons',
    'next-barcodes',
  ],
  ...['preview-emergency-closure', 'preview-field-move', 'preview-merge', 'preview-reopening'],
  ...['simulate-circulation', 'try-sign-in-provider', 'check-card-at-station', 'contact-kiosk-device'],
  ...['make-copy-labels', 'make-patron-cards', 'replay-commands'],
];
/** Done by jobs, files and the start, which no request names. */
const WITHOUT_A_REQUEST = [
  ...['emergency-closure', 'erase-patron', 'finish-single-sign-on', 'hold-day', 'import-by-folder'],
  ...[
    'import-by-token',
    'import-contacts',
    'import-form-classes',
    'import-photos',
    'load-demo',
    'mark-found',
  ],
  ...['mark-missing', 'renew-loans', 'undo-batch'],
];

async function changes(): Promise<string[]> {
  const { paths } = await openApiDocument();
  return Object.values(paths ?? {}).flatMap((methods) =>
    Object.entries(methods).flatMap(([method, operation]) =>
      method === 'get' ? [] : [(operation as { operationId: string }).operationId],
    ),
  );
}

it('has words for everything that can be done, and for nothing else', async () => {
  const done = (await changes()).filter((name) => !CHANGES_NOTHING.includes(name));
  expect(Object.keys(DEED_TEXTS).sort()).toEqual([...new Set([...done, ...WITHOUT_A_REQUEST])].sort());
  expect(deedText('check-out')).toBe('Checked out');
  expect(deedText('of-another-version')).toBe('of-another-version');
  expect(deedText('toString')).toBe('toString');
});

let library: TestLibrary;
let admin: Client;
beforeAll(async () => {
  library = await createTestLibrary();
  const levels: AccessLevelKey[] = ['library-users', 'system-administrator'];
  await library.build.patron({
    username: 'admin',
    givenName: 'Ada',
    surname: 'Admin',
    levels,
    staffMember: true,
    student: false,
  });
  admin = await library.signIn('admin');
});
afterAll(() => library.end());

it('names who acted and what it was done to, as they are called today', async () => {
  const { id } = await library.build.patron({ givenName: 'Wren', surname: 'Reader' });
  await admin.post(`/patrons/${id}/notes`, { text: 'Reads on the bus', important: false });
  const { items } = (await admin.get(`/audit?subject=${id}`)).body;
  expect(items[0]).toMatchObject({
    useCase: 'add-patron-note',
    actorName: 'Ada Admin',
    subjectName: 'Wren Reader',
  });
});

it('does not name people whose records the reader may not open, nor what somebody has borrowed', async () => {
  const { build, services } = library;
  const near = await build.patron({ givenName: 'Near', surname: 'Reader', sites: ['north'] });
  const far = await build.patron({ givenName: 'Far', surname: 'Reader', sites: ['south'] });
  const { id: titleId } = await build.title({ title: 'Atlas' });
  const north: Actor = {
    ...SYSTEM,
    kind: 'patron',
    siteIds: ['north'],
    permissions: new Set(['audit.view']),
  };
  const entries = [
    { actorId: near.id, subjectType: 'patron', subjectId: far.id },
    { actorId: far.id, subjectType: 'title', subjectId: titleId },
    { actorId: near.id, subjectType: 'loan', subjectId: titleId },
    { actorId: null, subjectType: 'site', subjectId: 'south' },
  ];
  const names = (actor: Actor, from = entries) => auditNames(services.database.read, actor, from);
  expect([...(await names(north)).keys()].sort()).toEqual([near.id, titleId, 'south'].sort());
  expect((await names(SYSTEM)).get(far.id)).toBe('Far Reader');
  expect((await names(SYSTEM, entries.slice(2, 3))).has(titleId)).toBe(false);
  expect(await names(SYSTEM, [])).toEqual(new Map());
});
