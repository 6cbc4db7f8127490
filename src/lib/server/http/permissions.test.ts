import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultGrantsOf, type AccessLevelKey } from '$lib/domain/access/access-levels';
import { effectivePermissions } from '$lib/domain/access/effective';
import type { ConditionCode } from '$lib/domain/access/permission-shape';
import { isPermissionId } from '$lib/domain/access/permissions';
import { SYSTEM } from '../actor';
import { createEnrolment } from '../kiosk/enrol-station';
import { clientWith, createTestLibrary, type Client, type TestLibrary } from '../testing/library';
import { perform } from '../use-case';
import { openApiDocument } from './app';

/** The documents about the API are for everybody and stand outside of it. */
const DOCUMENTS = new Set(['GET /openapi.json', 'GET /docs']);
/** Answered by a station for itself: any other browser is "not signed in" here, whatever its person may do. */
const OF_THE_STATION = new Set(['GET /kiosk/session', 'GET /kiosk/index']);

/** Opened by an import token and by nothing else, whoever is signed in. */
const BY_TOKEN = ' /imports/inbox';

const LEVELS = {
  student: ['library-users', 'patron', 'self-service'],
  teacher: ['library-users', 'teacher', 'self-service'],
  helper: ['library-users', 'library-circulation-only'],
  librarian: ['library-users', 'librarian', 'can-override-blocks'],
  admin: ['library-users', 'system-administrator'],
} satisfies Record<string, AccessLevelKey[]>;

type Person = keyof typeof LEVELS;
type ActorName = Person | 'nobody' | 'kiosk';
const PEOPLE = Object.keys(LEVELS) as Person[];
const ACTORS: ActorName[] = ['nobody', 'kiosk', ...PEOPLE];

interface Described {
  'x-permission'?: string;
}

let library: TestLibrary;
let clients: Record<ActorName, Client>;
let documented: Map<string, string | undefined>;

async function kioskClient(): Promise<Client> {
  const { id } = await library.build.patron({
    kind: 'generic',
    username: 'station',
    student: false,
    surname: '',
    givenName: '',
    barcode: null,
    passwordHash: null,
    groups: [],
    levels: [],
  });
  const { code } = await perform(library.services, { actor: SYSTEM, requestId: 'test' }, createEnrolment, {
    genericPatronId: id,
    name: 'Station',
  });
  const { headers } = await library.nobody.post('/kiosk/session', { code });
  return clientWith(library, (headers.getSetCookie()[0] ?? '').split(';')[0] ?? '');
}

async function personClient(name: Person): Promise<Client> {
  const isStudent = name === 'student';
  await library.build.patron({
    username: name,
    levels: LEVELS[name],
    student: isStudent,
    staffMember: !isStudent,
    currentlyTeaching: name === 'teacher',
  });
  return library.signIn(name);
}

function readDocument(paths: Record<string, Record<string, Described>>) {
  const found = new Map<string, string | undefined>();
  for (const [path, methods] of Object.entries(paths))
    for (const [method, operation] of Object.entries(methods))
      found.set(`${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`, operation['x-permission']);
  return found;
}

beforeAll(async () => {
  library = await createTestLibrary();
  const { paths } = (await openApiDocument()) as { paths: Record<string, Record<string, Described>> };
  documented = readDocument(paths);
  const people = {} as Record<Person, Client>;
  for (const name of PEOPLE) people[name] = await personClient(name);
  clients = { nobody: library.nobody, kiosk: await kioskClient(), ...people };
});
afterAll(() => library.end());

/** What somebody may do by the access rules alone, without asking the server. */
function allowedTo(name: ActorName): ReadonlySet<string> {
  if (name === 'nobody') return new Set();
  const generic = name === 'kiosk';
  const grants = name === 'kiosk' ? [['catalogue.search']] : LEVELS[name].map(defaultGrantsOf);
  const conditions = new Set<ConditionCode>();
  if (!generic) conditions.add('has-patron-record');
  if (name === 'teacher') conditions.add('currently-teaching');
  return effectivePermissions(grants, {
    account: generic ? 'generic' : 'personal',
    enabled: true,
    kiosk: generic,
    conditions,
  }).allowed;
}

/** The refusal that the gate owes this actor; undefined when it must let them through. */
function owed(name: ActorName, gate: string): 401 | 403 | undefined {
  if (gate === 'anyone') return undefined;
  if (name === 'nobody') return 401;
  if (gate === 'signed-in') return name === 'kiosk' ? 403 : undefined;
  const allowed = allowedTo(name);
  return gate.split(' | ').some((permission) => allowed.has(permission)) ? undefined : 403;
}

/** Every address of the API, from the router itself. Signing out comes last: it ends the session that asks. */
function everyRoute(): string[] {
  const routes = library.api.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${path.replace(/^\/api/, '')}`);
  return [...new Set(routes)]
    .filter((route) => !DOCUMENTS.has(route))
    .sort((a, b) => Number(a === 'DELETE /session') - Number(b === 'DELETE /session'));
}

function ask(client: Client, route: string) {
  const [method = '', path = ''] = route.split(' ');
  const address = path.replaceAll(/:\w+/g, 'none');
  if (method === 'GET') return client.get(address);
  if (method === 'DELETE') return client.delete(address);
  if (method === 'PUT') return client.put(address);
  return method === 'PATCH' ? client.patch(address) : client.post(address);
}

describe('every route of the API', () => {
  it('is in the OpenAPI document with a permission that exists', () => {
    const routes = everyRoute();
    expect(routes.length).toBeGreaterThan(60);
    expect(routes.filter((route) => !documented.has(route))).toEqual([]);
    const gates = routes.map((route) => [route, documented.get(route)] as const);
    const unknown = gates.filter(
      ([, gate]) =>
        gate !== 'anyone' && gate !== 'signed-in' && !(gate ?? '').split(' | ').every(isPermissionId),
    );
    expect(unknown).toEqual([]);
  });

  it('is documented only where it exists', () => {
    const routes = new Set(everyRoute());
    expect([...documented.keys()].filter((route) => !routes.has(route))).toEqual([]);
  });

  it.each(ACTORS)('lets %s in exactly where the access rules say so', { timeout: 120_000 }, async (name) => {
    const wrong: string[] = [];
    for (const route of everyRoute()) {
      const expected = owed(name, documented.get(route) ?? '');
      const { status } = await ask(clients[name], route);
      const refusal = status === 401 || status === 403 ? status : undefined;
      const isStationsOwn = OF_THE_STATION.has(route) && name !== 'kiosk';
      if (refusal !== (isStationsOwn || route.includes(BY_TOKEN) ? 401 : expected))
        wrong.push(`${route}: ${status}, by the rules ${expected ?? 'allowed'}`);
    }
    expect(wrong).toEqual([]);
  });

  it.each(PEOPLE)('tells %s the same permissions as it enforces', async (name) => {
    const client = await library.signIn(name);
    const { body } = await client.get('/session');
    expect([...body.actor.permissions].sort()).toEqual([...allowedTo(name)].sort());
  });
});
