// Lint rules. Types are known to the rules (strictTypeChecked); scripts that run before anything is installed are plain
// JavaScript and get the rules that need no types.
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const TYPESCRIPT = ['**/*.ts', '**/*.tsx'];
const SCRIPTS = ['**/*.mjs', '**/*.cjs', '**/*.js'];
const TESTS = ['**/*.spec.ts', '**/*.spec.tsx', 'test/**/*.ts'];

export default tseslint.config(
  {
    // What candidates start from and hand in follows their rules, not ours.
    ignores: [
      '**/node_modules/',
      'dist/',
      '.assay/',
      'coverage/',
      '**/challenges/*/starter/',
      '**/challenges/*/reference/',
      '**/challenges/*/submissions/',
      'sandbox/runtimes/*/starter/',
      // Hostile by intent.
      'test/attacks/cases/',
      'test/attacks/targets/*/{reference,starter,submissions}/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: TYPESCRIPT,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // `== null` asks for null and undefined alike.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-control-regex': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // NestJS: a module is a class that only carries a decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        {
          argsIgnorePattern: '^_',
          varsIgnorePattern: '^_',
          caughtErrorsIgnorePattern: '^_',
          ignoreRestSiblings: true,
        },
      ],
      '@typescript-eslint/consistent-type-definitions': 'off',
      // `() => doIt()` where nothing is returned reads well.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Event handlers of React take promises.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      // An endless loop says so: while (true).
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
    },
  },
  {
    // Named exports: what a file brings has one name everywhere. Tools' configurations must export a default.
    files: TYPESCRIPT,
    ignores: ['**/*.config.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Use a named export.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of literals (or an object "as const").' },
      ],
    },
  },
  {
    // Programs for a terminal and a benchmark print; so does the judge, whose console is its log.
    files: ['apps/cli/**', 'test/bench/**', 'libs/testkit/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['apps/web/**/*.ts', 'apps/web/**/*.tsx'],
    extends: [jsxA11y.flatConfigs.strict, reactHooks.configs.flat['recommended-latest']],
    rules: {
      // A region that scrolls must take the focus, else no keyboard can scroll it (axe asks for it, on the real pages).
      'jsx-a11y/no-noninteractive-tabindex': 'off',
    },
  },
  {
    files: TESTS,
    rules: {
      // `expect(service.method)` hands over a method on purpose.
      '@typescript-eslint/unbound-method': 'off',
      // A test may state what it knows: a failure of the assertion is a failure of the test.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: SCRIPTS,
    extends: [tseslint.configs.recommended],
    rules: {
      // `== null` asks for null and undefined alike.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'prefer-const': 'error',
      'no-control-regex': 'error',
      'no-empty': 'error',
      'no-fallthrough': 'error',
      'no-unreachable': 'error',
      'no-unsafe-finally': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
    },
  },
  {
    // Served as they are, to any browser, before anything else has been loaded.
    files: ['apps/web/public/**'],
    rules: { 'no-var': 'off' },
  },
  {
    files: ['**/*.cjs', '*.js'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
