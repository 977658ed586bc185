import type {
  ChallengeManifest,
  JudgeFrame,
  Phases,
  SlotFault,
  SubjectGo,
  SubmissionMode,
  TestDefinition,
  TestResult,
  Verdict,
} from '@assay/contracts';
import { foldResults } from '@assay/domain';
import { InfrastructureError, type Slot, type Subject } from '@assay/sandbox';
import { EventQueue } from './event-queue';
import { InstanceRequests } from './instance-requests';
import { TestLedger } from './test-ledger';
import { TestOutput, type PrintingSubject } from './test-output';

/** What happens while a submission is judged, in order. */
export type JudgingEvent =
  | { readonly type: 'running' }
  | { readonly type: 'test-started'; readonly id: string }
  | { readonly type: 'test'; readonly test: TestResult };

/** Longest that the build phase may take, milliseconds. */
const BUILD_MS = 30_000;

/** How a run ended: by itself, or by a fault. */
interface End {
  readonly fault?: SlotFault;
  readonly detail?: string;
}

/** One submission's way through one slot. */
export interface Supervision {
  readonly manifest: ChallengeManifest;
  /** Every test of the suite. */
  readonly allTests: readonly TestDefinition[];
  /** Those that are run, in order. Fixed before the subject starts. */
  readonly tests: readonly TestDefinition[];
  readonly work: SubjectGo;
  readonly seed: string;
  readonly mode: SubmissionMode;
  readonly onEvent: (event: JudgingEvent) => void;
  readonly signal: AbortSignal | undefined;
}

/** One instance of the candidate's program, as the supervisor sees it. */
export type JudgedSubject = Pick<Subject, 'build' | 'port'> &
  PrintingSubject & {
    readonly container: Pick<Subject['container'], 'alive' | 'ended' | 'wait'>;
  };

/** What the supervisor uses of a slot. */
export type JudgedSlot = Pick<
  Slot,
  | 'onFrame'
  | 'onFault'
  | 'plan'
  | 'env'
  | 'addresses'
  | 'send'
  | 'go'
  | 'stopInstance'
  | 'startInstance'
  | 'engineAnswers'
> & { readonly subjects: readonly JudgedSubject[] };

/**
 * Runs one submission in a prepared slot and folds what the judge reports into a verdict. Alone in deciding results:
 * whatever a subject says is output.
 * @throws InfrastructureError as long as the candidate's code has not run; from then on there is always a verdict
 */
export async function supervise(slot: JudgedSlot, task: Supervision): Promise<Verdict> {
  const run = new Run(slot, task);
  return run.verdict();
}

class Run {
  private readonly ledger: TestLedger;
  private readonly requests: InstanceRequests;
  private readonly phases: Phases = {};
  private readonly began = performance.now();
  private builtAt: number | undefined;
  private listeningAt: number | undefined;
  private wallTimer: NodeJS.Timeout | undefined;
  private settle!: (end: End) => void;
  private readonly finished: Promise<End>;
  private over = false;
  private readonly output: TestOutput;
  private readonly events: EventQueue<JudgingEvent>;
  /** From here on whatever breaks in the slot is the candidate's, and there is always a verdict. */
  private codeRan = false;
  /** A test did not pass. */
  private failed = false;

  constructor(
    private readonly slot: JudgedSlot,
    private readonly task: Supervision,
  ) {
    this.ledger = new TestLedger(task.tests, task.manifest.groups);
    this.output = new TestOutput(slot.subjects);
    this.events = new EventQueue(task.onEvent);
    this.requests = new InstanceRequests(slot, (reply) => {
      slot.send(reply);
    });
    this.finished = new Promise((resolve) => {
      this.settle = resolve;
    });
  }

  /** Ends the run. The first end counts, and what the judge says after it does not: frames behind a broken one are not listened to. */
  private finish(end: End): void {
    this.over = true;
    this.settle(end);
  }

  async verdict(): Promise<Verdict> {
    const { slot, task } = this;
    slot.onFault = (fault, detail) => {
      this.finish({ fault, detail });
    };
    slot.onFrame = (frame) => {
      this.take(frame);
    };
    task.signal?.addEventListener('abort', this.abort, { once: true });
    // While a slot was waited for there was nobody to hear it.
    if (task.signal?.aborted === true) this.abort();
    try {
      slot.go(task.work);
      const failed = await this.build();
      if (failed !== undefined) return failed;
      // Behind the build, so that a long one takes nothing from the time that the program has to listen.
      this.sendGo();
      this.watchSubjects();
      this.wallTimer = setTimeout(() => {
        this.finish({
          fault: 'wall-limit',
          detail: `The suite's wall limit of ${task.manifest.limits.wall / 1000} s was reached.`,
        });
      }, slot.plan.startMs + task.manifest.limits.wall);
      const end = await this.finished;
      // Results whose output was still awaited come before those that the end makes.
      await this.events.settled();
      // An engine that went away took the slot with it: that is outside of what a subject can reach. One that is stopped
      // ends subject, services and judge in any order, so a test may have failed before the judge was lost.
      if (end.fault !== undefined || this.failed) await this.needEngine();
      // Cancelled by the platform (a worker that shuts down): judged again elsewhere, so this is no verdict.
      if (task.signal?.aborted === true) throw new InfrastructureError('the judging was cancelled');
      return this.fold(end);
    } finally {
      clearTimeout(this.wallTimer);
      task.signal?.removeEventListener('abort', this.abort);
      this.requests.close();
      slot.onFrame = () => undefined;
      slot.onFault = () => undefined;
    }
  }

  /** @throws InfrastructureError when the engine that the slot was made on is not there any more */
  private async needEngine(): Promise<void> {
    if (!(await this.slot.engineAnswers()))
      throw new InfrastructureError('the Docker Engine stopped answering while the submission was judged');
  }

  private readonly abort = (): void => {
    this.finish({ fault: 'stream-broken', detail: 'The judging was cancelled.' });
  };

  private sendGo(): void {
    const { task, slot } = this;
    this.ledger.go();
    slot.send({
      type: 'go',
      seed: task.seed,
      tests: task.tests.map((test) => test.id),
      instances: slot.addresses,
      env: slot.env,
      startMs: slot.plan.startMs,
      requires: Object.fromEntries(task.manifest.groups.map((group) => [group.id, group.requires])),
    });
  }

  /** The build phase. A verdict when the compiler refused the code, undefined when the program runs. */
  private async build(): Promise<Verdict | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<'too long'>((resolve) => {
      timer = setTimeout(() => {
        resolve('too long');
      }, BUILD_MS);
    });
    const faulted = this.finished.then((end) => ({ end }));
    try {
      const builds = this.slot.subjects.map(async (subject) => {
        const result = await subject.build;
        this.codeRan ||= result.ok;
        return result;
      });
      const outcome = await Promise.race([Promise.all(builds), tooLong, faulted]);
      this.builtAt = performance.now();
      this.phases.buildMs = this.builtAt - this.began;
      if (outcome === 'too long' && this.codeRan) {
        this.finish({ fault: 'subject-exited', detail: 'An instance did not end its build in time.' });
        return undefined;
      }
      if (outcome === 'too long') {
        return this.buildFailed([
          { message: `The build took longer than ${BUILD_MS / 1000} s and was ended.` },
        ]);
      }
      if (!Array.isArray(outcome)) {
        if (this.codeRan || this.task.signal?.aborted === true) return undefined;
        throw new InfrastructureError(
          `the slot broke before the build was done: ${outcome.end.detail ?? ''}`,
        );
      }
      const refused = outcome.find((result) => !result.ok);
      if (refused !== undefined && this.codeRan) {
        this.finish({ fault: 'subject-exited', detail: 'An instance could not be built, and another runs.' });
        return undefined;
      }
      return refused === undefined ? undefined : this.buildFailed(refused.diagnostics);
    } catch (error) {
      // Where one instance runs already, the candidate's code may be what broke the other: no free try for that.
      if (this.codeRan) {
        this.finish({ fault: 'subject-exited', detail: 'An instance ended before its build was done.' });
        return undefined;
      }
      const exit = await this.compilerExit();
      if (exit === undefined) throw error;
      await this.needEngine();
      return this.buildFailed([{ message: `The compiler ended without an answer (exit code ${exit}).` }]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** The exit code of a waiting process that ended in the build; undefined when the engine does not know. */
  private async compilerExit(): Promise<number | undefined> {
    const ended = this.slot.subjects.find((subject) => !subject.container.alive);
    const exit = await ended?.container.wait().catch(() => undefined);
    return exit?.code;
  }

  private buildFailed(diagnostics: Verdict['diagnostics']): Verdict {
    const { groups, tests } = foldResults({
      groups: this.task.manifest.groups,
      tests: this.task.allTests,
      results: this.ledger.abandon('cancelled', 'The build failed.', undefined),
      mode: this.task.mode,
    });
    return {
      status: 'build-failed',
      score: 0,
      groups,
      tests,
      diagnostics,
      seed: this.task.seed,
      phases: this.phases,
    };
  }

  /** A program that ends before it ever listened needs no waiting for: nothing will come of it. */
  private watchSubjects(): void {
    this.slot.subjects.forEach((subject, instance) => {
      void subject.container.ended.then(async () => {
        if (this.listeningAt !== undefined) return;
        const code = await subject.container.wait().then(
          (exit) => exit?.code,
          () => undefined,
        );
        const which = this.slot.subjects.length > 1 ? ` of instance ${instance + 1}` : '';
        const how =
          code === undefined
            ? ''
            : ` with exit code ${code}${code === 137 ? ' (killed, often for want of memory)' : ''}`;
        this.finish({
          fault: 'subject-exited',
          detail: `The program${which} ended${how} before it listened on port ${subject.port}.`,
        });
      });
    });
  }

  private take(frame: JudgeFrame): void {
    if (this.over) return;
    switch (frame.type) {
      case 'listening':
        if (!this.ledger.listen()) {
          this.protocolFault('the judge said "listening" out of turn');
          return;
        }
        this.listeningAt = performance.now();
        this.phases.startMs = this.listeningAt - (this.builtAt ?? this.began);
        return;
      case 'test-started':
        if (!this.ledger.start(frame.id)) this.protocolFault(`the judge began "${frame.id}" out of turn`);
        else {
          this.output.begin(!this.isSample(frame.id));
          this.events.push({ type: 'test-started', id: frame.id });
        }
        return;
      case 'test-ended': {
        const result = this.ledger.end(frame);
        if (result === undefined) this.protocolFault(`the judge ended "${frame.id}" out of turn`);
        else {
          this.failed ||= result.status !== 'passed';
          const settled = this.output.end(result);
          const event: JudgingEvent = { type: 'test', test: result };
          this.events.push(settled === undefined ? event : settled.then(() => event));
        }
        return;
      }
      case 'request':
        if (this.ledger.running === undefined || !this.requests.take(frame))
          this.protocolFault(`the judge asked for "${frame.operation}" out of turn`);
        return;
      case 'done':
        if (this.listeningAt !== undefined) this.phases.testsMs = performance.now() - this.listeningAt;
        this.finish({});
        return;
      case 'failed':
        this.finish({ fault: 'judge-lost', detail: frame.message });
        return;
      case 'ready':
      case 'loaded':
      case 'prepared':
        this.protocolFault(`the judge said "${frame.type}" again`);
    }
  }

  private protocolFault(detail: string): void {
    this.finish({ fault: 'protocol', detail });
  }

  private isSample(id: string): boolean {
    const group = this.task.tests.find((test) => test.id === id)?.group;
    return this.task.manifest.groups.find((candidate) => candidate.id === group)?.visibility === 'sample';
  }

  private fold({ fault, detail }: End): Verdict {
    const { task } = this;
    this.phases.testsMs ??= this.listeningAt === undefined ? 0 : performance.now() - this.listeningAt;
    const reason = detail ?? 'The judge ended before this test gave a result.';
    const status = fault === 'wall-limit' ? 'timeout' : 'error';
    const { running } = this.ledger;
    const results = this.ledger.abandon(
      status,
      reason,
      fault ?? (this.ledger.complete ? undefined : 'judge-lost'),
    );
    this.output.close();
    for (const result of this.ledger.abandoned) {
      if (this.listeningAt === undefined) this.output.all(result);
      else if (result.id === running) this.output.abandon(result);
      task.onEvent({ type: 'test', test: result });
    }
    const folded = foldResults({
      groups: task.manifest.groups,
      tests: task.allTests,
      results,
      mode: task.mode,
    });
    return {
      status: 'judged',
      score: folded.score,
      groups: folded.groups,
      tests: folded.tests,
      diagnostics: [],
      seed: task.seed,
      phases: this.phases,
      ...(fault === undefined ? {} : { fault }),
    };
  }
}
