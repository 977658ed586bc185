import type { TestDefinition } from '@assay/contracts';
import type { Fixture, FixtureContext, TestContext } from './context';
import { TEST_MS } from './limits';

/** What an author says of a test. */
export interface TestOptions {
  /** Lower-case words joined by hyphens; unique in the challenge and never changed, since verdicts refer to it. */
  readonly id: string;
  /** A group of challenge.yaml. */
  readonly group: string;
  /** What a candidate reads, also of a hidden test: it must not give the answer away. */
  readonly title: string;
  /** Ids of the statement that this test proves, such as `['R3']`. At least one. */
  readonly requirements: readonly string[];
  /** Wall limit with its unit, such as `'5s'` or `'800ms'`. Default 10s. */
  readonly timeout?: string;
}

export interface RegisteredTest {
  readonly definition: TestDefinition;
  readonly body: (t: TestContext) => Promise<void>;
}

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const REQUIREMENT = /^R[1-9][0-9]{0,2}$/;
const UNITS = { ms: 1, s: 1000, m: 60_000 } as const;

const tests = new Map<string, RegisteredTest>();
const faults: string[] = [];
let file = 'the suite';
let fixtures = 0;

/** Said by the bundle before it evaluates each test file, so that faults can name it. */
export function enterFile(name: string): void {
  file = name;
  fixtures = 0;
}

/**
 * Declares a test. Tests run in the order of their declaration, files sorted by name.
 * A fault in the declaration is reported with all others when the suite is collected.
 */
export function test(options: TestOptions, body: (t: TestContext) => Promise<void>): void {
  const { id } = options;
  const report = (fault: string): void => {
    faults.push(`${file}: test "${id}" ${fault}`);
  };
  if (!ID.test(id) || id.length > 80) {
    report('needs an id of lower-case words joined by hyphens, at most 80 characters');
    return;
  }
  if (tests.has(id)) {
    report('is declared twice; each id is unique in the challenge');
    return;
  }
  if (!ID.test(options.group)) report('is in no group; name one of challenge.yaml');
  const title = options.title.trim();
  if (title === '' || title.length > 160) report('needs a title of 1 to 160 characters');
  if (options.requirements.length === 0)
    report('names no requirement; each test proves at least one, such as "R3"');
  for (const requirement of options.requirements) {
    if (!REQUIREMENT.test(requirement))
      report(`names "${requirement}", which is no requirement id such as "R3"`);
  }
  const timeoutMs = milliseconds(options.timeout);
  if (timeoutMs === undefined || timeoutMs < 50 || timeoutMs > 120_000) {
    report(`has the timeout "${options.timeout ?? ''}"; it needs a duration from "50ms" to "120s"`);
  }
  tests.set(id, {
    definition: {
      id,
      group: options.group,
      title,
      requirements: [...options.requirements],
      timeoutMs: timeoutMs ?? TEST_MS,
    },
    body,
  });
}

/** Declares something that tests share through `t.use`. Its draws depend on the file and its place in it alone. */
export function fixture<T>(make: (t: FixtureContext) => Promise<T>): Fixture<T> {
  fixtures += 1;
  return { scope: `fixture:${file}:${fixtures}`, make };
}

/** All tests of the suite. Throws when one of them was not declared properly, naming every fault. */
export function collected(): ReadonlyMap<string, RegisteredTest> {
  if (faults.length > 0) throw new Error(faults.join('\n'));
  if (tests.size === 0) throw new Error('the suite declares no test');
  return tests;
}

/** Forgets what was declared. For specs, which share one module. */
export function resetRegistry(): void {
  tests.clear();
  faults.length = 0;
  enterFile('the suite');
}

function milliseconds(duration: string | undefined): number | undefined {
  if (duration === undefined) return TEST_MS;
  const parts = /^([1-9][0-9]*)(ms|s|m)$/.exec(duration);
  if (parts === null) return undefined;
  return Number(parts[1]) * UNITS[parts[2] as keyof typeof UNITS];
}
