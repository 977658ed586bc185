import { expect } from 'expect';
import { Scope, type Fixture, type Judging } from '../context';
import { failed, unreachable } from '../failures';
import { FIXTURE_MS } from '../limits';
import type { RegisteredTest } from '../registry';
import { outcomeOf, type Outcome } from './outcome';

/** Time that a test's locks may take to be released, milliseconds. */
const CLOSE_MS = 1_000;

const TIMED_OUT = Symbol('timed out');

/** One test, from its first line to the release of everything that it took. */
export class TestRun {
  readonly #scope: Scope;
  #break: (error: unknown) => void = () => undefined;

  constructor(
    private readonly test: RegisteredTest,
    judging: Judging,
  ) {
    this.#scope = new Scope(`test:${test.definition.id}`, judging);
  }

  /** Ends the test as error: something was thrown where nobody could catch it. */
  breakWith(error: unknown): void {
    this.#break(error);
  }

  async run(): Promise<Outcome> {
    const outcome = await this.#outcome();
    if (outcome.status === 'passed') return outcome;
    const journal = this.#scope.journal();
    return journal === '' ? outcome : { ...outcome, message: `${outcome.message ?? ''}\n\n${journal}` };
  }

  async #outcome(): Promise<Outcome> {
    const { timeoutMs } = this.test.definition;
    try {
      expect.setState({ assertionCalls: 0 });
      const broken = new Promise<never>((_resolve, reject) => {
        this.#break = reject;
      });
      const ended = await withCap(Promise.race([this.test.body(this.#scope.context), broken]), timeoutMs);
      if (ended === TIMED_OUT)
        return { status: 'timeout', message: `The test did not end within ${timeoutMs} ms.` };
      if (expect.getState().assertionCalls === 0) {
        throw failed('The test ended without looking at anything, so it proves nothing.');
      }
      await this.#scope.close(CLOSE_MS);
      return { status: 'passed' };
    } catch (error) {
      return outcomeOf(error);
    } finally {
      // Again is harmless; a lock that can't be released shows in the tests that need it.
      await this.#scope.close(CLOSE_MS).catch((error: unknown) => {
        console.error(error);
      });
    }
  }
}

/** Fixtures of one judging: each is made once, at its first use, and what it threw is thrown at each use. */
export class Fixtures {
  readonly #made = new Map<string, Promise<unknown>>();

  constructor(private readonly judging: () => Judging) {}

  use<T>(fixture: Fixture<T>): Promise<T> {
    const made = this.#made.get(fixture.scope) ?? this.#make(fixture);
    this.#made.set(fixture.scope, made);
    return made as Promise<T>;
  }

  #make<T>(fixture: Fixture<T>): Promise<T> {
    const scope = new Scope(fixture.scope, this.judging());
    const made = withCap(fixture.make(scope.context), FIXTURE_MS).then((value) => {
      if (value === TIMED_OUT)
        throw unreachable(`What the tests share was not ready within ${FIXTURE_MS} ms.\n${scope.journal()}`);
      return value;
    });
    made.catch(() => {
      // Each test that uses the fixture sees the rejection.
    });
    return made;
  }
}

async function withCap<T>(work: Promise<T>, capMs: number): Promise<T | typeof TIMED_OUT> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof TIMED_OUT>((resolve) => {
    timer = setTimeout(resolve, capMs, TIMED_OUT);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
