// The arrows of docs/architecture.md. `src/cli/check-arrows.mjs` runs them over src, which must be clean, and
// over .config/fixtures/illegal, where every one of them must be reported: a rule that matches nothing is no rule.

const test = '\\.test\\.ts$';
/** A file of the product, not one of its tests. */
const from = (path) => ({ path, pathNot: test });
const npm = (...names) => `node_modules/(${names.join('|')})/`;
const rule = (name, comment, fromWhere, to) => ({ name, comment, severity: 'error', from: fromWhere, to });

/** Rooms from the top downwards; the ones on a line are neighbours. A room may use what is below it. */
const storeys = [
  [
    'sync',
    'reports',
    'notices',
    'demo',
    'imports',
    'merging',
    'closures',
    'batch',
    'rollover',
    'exports',
    'privacy',
    'stocktakes',
    'discovery',
    'copies',
    'labels',
  ],
  ['circulation'],
  ['holds'],
  ['fines'],
  ['catalogue'],
  ['patrons'],
  ['sites', 'rules'],
  ['access'],
  ['db'],
];

const room = (names) => `^src/lib/server/(${names.join('|')})/`;

/** Demo and sync speak for every noun, so they may use the use cases of others. */
const onTop =
  'mail|sync|reports|notices|demo|imports|exports|batch|labels|http|jobs|kiosk|auth|me|privacy|discovery';

/** What a room offers to others; the rest of its files are use cases, which only its own routes call. */
const offered = [
  '/[^/]*(queries|facts|statements|rows|types|policy|reader|maker)\\.ts$',
  '/(load|read|find)-[^/]+\\.ts$',
];

const uphill = storeys.flatMap((names, i) => {
  const above = storeys.slice(0, i).flat();
  return above.length === 0
    ? []
    : [
        rule(`downhill-from-${names[0]}`, 'Rooms use each other downhill only.', from(room(names)), {
          path: room(above),
        }),
      ];
});

module.exports = {
  forbidden: [
    rule(
      'no-cycles',
      'Nothing imports itself, however indirectly. An imported type loads nothing.',
      { pathNot: test },
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    rule(
      'no-barrels',
      'Import the file that has it.',
      { path: '^src/.*/index\\.[jt]s$', pathNot: '^src/service-worker/index\\.ts$' },
      {},
    ),
    rule(
      'no-import-of-barrels',
      'Import the file that has it.',
      { path: '^src/' },
      { path: '^src/(?!lib/paraglide/).*/index\\.[jt]s$' },
    ),
    rule(
      'all-resolved',
      'An import that is not found is checked by no rule.',
      { path: '^(src|e2e)/' },
      {
        couldNotResolve: true,
        pathNot:
          '^(@lucide/svelte/icons/|\\$app/|\\$env/|\\$service-worker$|\\./\\$types|virtual:)|\\?(url|raw|worker|inline)$',
      },
    ),
    rule('no-import-of-tests', 'Tests use the product, not the other way round.', from('^src/'), {
      path: test,
    }),

    rule(
      'domain-is-pure',
      'domain: domain and temporal-polyfill; types of packages excepted.',
      from('^src/lib/domain/'),
      {
        pathNot: `^src/lib/domain/|${npm('temporal-polyfill', 'saxes')}`,
        dependencyTypesNot: ['type-only'],
      },
    ),
    rule(
      'only-marc-reads-xml',
      'saxes: for MARCXML and the XML of patron systems, nowhere else in domain.',
      { path: '^src/lib/domain/', pathNot: `^src/lib/domain/(marc/|imports/destiny-xml\\.ts)|${test}` },
      {
        path: npm('saxes'),
      },
    ),
    rule(
      'domain-knows-no-other-layer',
      'Not even a type of theirs.',
      { path: '^src/lib/domain/', pathNot: test },
      {
        path: '^src/(?!lib/domain/)',
      },
    ),
    rule('contracts', 'contracts: contracts, domain, valibot.', from('^src/lib/contracts/'), {
      pathNot: `^src/lib/(contracts|domain)/|${npm('valibot')}`,
    }),

    rule('server-knows-no-screen', 'The server imports nothing of the browser.', from('^src/lib/server/'), {
      path: '^src/(lib/(client|components)|routes|service-worker)/',
    }),
    rule('queries', 'queries: no http, no hono.', from('^src/lib/server/[^/]+/[^/]*queries(\\.ts$|/)'), {
      path: `^src/lib/server/http/|${npm('hono', 'hono-openapi')}`,
    }),
    rule(
      'routes-have-no-sql',
      'A route: its use cases, contracts, http.',
      from('^src/lib/server/[^/]+/[^/]*routes\\.ts$'),
      {
        path: `${npm('drizzle-orm', '@libsql')}|^src/lib/server/db/schema/|/[^/]*queries\\.ts$`,
      },
    ),
    rule(
      'hono-stays-in-http',
      'Hono: http and the routes of a room.',
      { path: '^src/lib/server/', pathNot: `^src/lib/server/http/|/[^/]*routes\\.ts$|${test}` },
      {
        path: npm('hono', 'hono-openapi'),
      },
    ),
    rule(
      'use-cases-are-private',
      'Another room offers queries, facts and statements, not its use cases.',
      {
        path: '^src/lib/server/([^/]+)/',
        pathNot: `^src/lib/server/(${onTop})/|${test}`,
      },
      {
        path: '^src/lib/server/(circulation|holds|fines|catalogue|patrons|sites)/',
        pathNot: ['^src/lib/server/$1/', ...offered],
      },
    ),
    ...uphill,
    rule(
      'lucia-stays-in-auth',
      'All of Lucia is behind one folder.',
      { path: '^src/', pathNot: '^src/lib/server/auth/' },
      { path: npm('lucia') },
    ),
    rule(
      'libsql-stays-in-db',
      'One client, one write queue.',
      { path: '^src/', pathNot: `^src/lib/server/(db|search)/|${test}` },
      {
        path: npm('@libsql'),
        dependencyTypesNot: ['type-only'],
      },
    ),

    rule('client', 'client: domain, contracts, packages.', from('^src/lib/client/'), {
      path: '^src/(lib/components|routes|service-worker)/',
    }),
    rule(
      'client-knows-one-type',
      'client: of the server only the type of the API.',
      from('^src/lib/client/'),
      {
        path: '^src/lib/server/',
        dependencyTypesNot: ['type-only'],
      },
    ),
    rule(
      'client-knows-one-file',
      'client: of the server only the type of the API.',
      from('^src/lib/client/'),
      {
        path: '^src/lib/server/',
        pathNot: '^src/lib/server/http/(app|api)\\.ts$',
      },
    ),
    rule(
      'screens-know-no-server',
      'Pages and components: components, client, domain, contracts.',
      {
        path: '^src/(lib/components|routes)/',
        pathNot: `\\+(server|page\\.server|layout\\.server)\\.ts$|${test}`,
      },
      { path: '^src/lib/server/' },
    ),
    rule('components-know-no-page', 'components: not routes.', from('^src/lib/components/'), {
      path: '^src/routes/',
    }),
    rule(
      'doors-open-to-http-only',
      'A server route hands over to http.',
      { path: '^src/routes/.*\\.ts$' },
      {
        path: '^src/lib/server/(?!(http|auth)/|[^/]+\\.ts$)',
      },
    ),
    rule(
      'service-worker',
      'service worker: contracts, domain, client/offline/db.',
      { path: '^src/service-worker/' },
      {
        path: '^src/',
        pathNot: '^src/(service-worker|lib/contracts|lib/domain)/|^src/lib/client/offline/db\\.ts$',
      },
    ),
    rule(
      'service-worker-reaches-no-server',
      'Nothing else guards it.',
      { path: '^src/service-worker/' },
      {
        path: '^src/lib/server/',
        reachable: true,
      },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|\\.svelte-kit)/|^src/lib/paraglide/messages/|^src/cli/' },
    tsPreCompilationDeps: true,
    // Gives $lib its meaning; the tool does not read it from SvelteKit.
    webpackConfig: { fileName: `${__dirname}/aliases.cjs` },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'browser', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.svelte', '.mjs', '.json', '.d.ts'],
    },
  },
};
