// Four projects: "unit" (beside the units, no IO), "web" (the pages' units, in jsdom), "integration" (test/, which
// needs PostgreSQL, Redis, Docker and a browser; `npm test` sets them up) and "attacks" (hostile submissions, which
// `npm run test:attacks` runs alone).

/** SWC's settings are those of apps/cli/build.mjs, so that tests run what production runs. */
const swc = (jsx) => [
  '@swc/jest',
  {
    swcrc: false,
    sourceMaps: 'inline',
    module: { type: 'commonjs' },
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', tsx: jsx, decorators: true },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        react: { runtime: 'automatic' },
      },
      keepClassNames: true,
    },
  },
];

const common = {
  rootDir: __dirname,
  moduleNameMapper: { '^@assay/(.*)$': '<rootDir>/libs/$1/index.ts' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.assay/', '<rootDir>/test/attacks/cases/'],
  restoreMocks: true,
};

/** @type {import('jest').Config} */
module.exports = {
  projects: [
    {
      ...common,
      displayName: 'unit',
      testEnvironment: 'node',
      testMatch: [
        '<rootDir>/libs/**/*.spec.ts',
        '<rootDir>/apps/{api,worker,cli}/**/*.spec.ts',
        '<rootDir>/test/bench/**/*.spec.ts',
      ],
      transform: { '^.+\\.ts$': swc(false) },
    },
    {
      ...common,
      displayName: 'web',
      testEnvironment: '<rootDir>/jest.environment-web.cjs',
      testMatch: ['<rootDir>/apps/web/**/*.spec.{ts,tsx}'],
      moduleNameMapper: { ...common.moduleNameMapper, '\\.css$': '<rootDir>/jest.no-styles.cjs' },
      transform: { '\\.[cm]?[jt]sx?$': swc(true) },
      // Several packages of the pages are ESM only.
      transformIgnorePatterns: [],
    },
    {
      ...common,
      displayName: 'integration',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/**/*.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/bench/', '<rootDir>/test/attacks/'],
      setupFilesAfterEnv: ['<rootDir>/test/support/timeout.ts'],
      transform: { '^.+\\.ts$': swc(false) },
    },
    {
      ...common,
      displayName: 'attacks',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/attacks/*.spec.ts'],
      setupFilesAfterEnv: ['<rootDir>/test/support/timeout.ts'],
      transform: { '^.+\\.ts$': swc(false) },
    },
  ],
};
