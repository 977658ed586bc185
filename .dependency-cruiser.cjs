// The direction of imports (docs/architecture.md), so that nobody has to remember it:
//   apps → judging → sandbox, challenges → domain → contracts
//   persistence → domain, contracts;  web → contracts alone;  testkit imports nothing of ours but contracts

/** What each library may import of ours, itself aside. */
const MAY_IMPORT = {
  contracts: [],
  domain: ['contracts'],
  challenges: ['domain', 'contracts'],
  sandbox: ['domain', 'contracts'],
  judging: ['sandbox', 'challenges', 'domain', 'contracts'],
  persistence: ['domain', 'contracts'],
  testkit: ['contracts'],
};

const libraryRules = Object.entries(MAY_IMPORT).map(([library, others]) => ({
  name: `libs-${library}`,
  comment: `libs/${library} may import of ours: ${others.join(', ') || 'nothing'}.`,
  severity: 'error',
  from: { path: `^libs/${library}/` },
  to: { path: '^(libs|apps|test)/', pathNot: `^libs/(${[library, ...others].join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...libraryRules,
    {
      name: 'no-cycles',
      comment: 'Files that import each other in a circle are one file in disguise.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'web-contracts-alone',
      comment: 'The pages know the contracts, and nothing of the server.',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(libs|apps|test)/', pathNot: '^(apps/web|libs/contracts)/' },
    },
    {
      name: 'apps-apart',
      comment: 'What two apps share is a library.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/([^/]+)/', pathNot: '^apps/$1/' },
    },
    {
      name: 'apps-not-testkit',
      comment: "A suite's tools run in the judge, never in the platform's processes.",
      severity: 'error',
      from: { path: '^apps/' },
      to: { path: '^libs/testkit/' },
    },
    {
      name: 'not-to-tests',
      comment: 'Nothing that runs in production imports a test.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '\\.spec\\.tsx?$' },
      to: { path: '(^test/|\\.spec\\.tsx?$)' },
    },
    {
      name: 'bootstrap-node-alone',
      comment: 'The set-up runs before any package is installed.',
      severity: 'error',
      from: { path: '^apps/cli/bootstrap/' },
      to: { pathNot: '^apps/cli/(bootstrap/|build\\.mjs$)', dependencyTypesNot: ['core'] },
    },
    {
      name: 'library-front-door',
      comment: 'A library is imported through its index.ts, not by the files within.',
      severity: 'error',
      from: { path: '^(apps|libs|test)/' },
      to: { path: '^libs/([^/]+)/.+', pathNot: ['^libs/[^/]+/index\\.ts$'], dependencyTypes: ['aliased'] },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      // Vite's suffixes (?worker) are Vite's to resolve; of hast there are types alone (@types/hast).
      to: { couldNotResolve: true, pathNot: ['\\?(worker|url|raw)$', '^hast$'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Hostile submissions and what they are aimed at are data to us.
    exclude: {
      path: '(^dist/|^\\.assay/|^test/attacks/cases/|^test/attacks/targets/[^/]+/(reference|starter|submissions)/)',
    },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
