import type { Readable } from 'node:stream';
import type { JudgeFrame, SuiteServices, SupervisorFrame, TestDefinition } from '@assay/contracts';
import type { Judging } from '../context';
import { unreachable } from '../failures';
import { createAgent } from '../http-connections';
import type { Endpoint } from '../http-exchange';
import { collected, type RegisteredTest } from '../registry';
import { SuiteConnections } from '../suite-services';
import { FrameReader } from './frames';
import { untilPort } from './listening';
import type { Outcome } from './outcome';
import { fittingFrame } from './result-text';
import { Fixtures, TestRun } from './test-run';
import { warmUp } from './warm-up';

export { enterFile } from '../registry';

/** What the boot script hands over once it has evaluated the bundle. */
export interface HarnessStreams {
  readonly input: Readable;
  /** Bytes that came behind the `load` frame. */
  readonly pending: Buffer;
  /** Writes a frame to the supervisor; `then` is called when it is out. */
  readonly send: (frame: JudgeFrame, then?: () => void) => void;
}

type Go = Extract<SupervisorFrame, { type: 'go' }>;
type Reply = Extract<SupervisorFrame, { type: 'reply' }>;

/** Time that an instance has to close its port once it was stopped, milliseconds. */
const STOP_MS = 3_000;

/** Every test that the suite declares, in order. Throws with all faults of the declarations. */
export function collect(): TestDefinition[] {
  return [...collected().values()].map((test) => test.definition);
}

/** Speaks the judge's protocol until its input ends. Only throws when the suite's declarations are faulty. */
export function runHarness(streams: HarnessStreams): void {
  new Harness(streams).start();
}

class Harness {
  readonly #tests = collected();
  readonly #frames = new FrameReader();
  readonly #requests = new Map<number, (reply: Reply) => void>();
  #connections: SuiteConnections | undefined;
  #running: TestRun | undefined;
  #begun = false;

  constructor(private readonly streams: HarnessStreams) {}

  start(): void {
    process.on('uncaughtException', (error) => {
      this.#onUncaught(error);
    });
    process.on('unhandledRejection', (reason) => {
      this.#onUncaught(reason);
    });
    this.streams.send({ type: 'loaded', tests: collect() });
    const { input, pending } = this.streams;
    input.on('data', (piece: Buffer) => {
      this.#take(piece);
    });
    input.on('end', () => {
      process.exit(0);
    });
    this.#take(pending);
    input.resume();
  }

  #take(piece: Buffer): void {
    for (const frame of this.#frames.push(piece)) {
      if (frame.type === 'prepare') void this.#orFail(this.#prepare(frame.services));
      else if (frame.type === 'go') void this.#orFail(this.#go(frame));
      else if (frame.type === 'reply') this.#requests.get(frame.id)?.(frame);
    }
  }

  /** Something thrown where nobody caught it: before the go the judge is no good, after it the running test is not. */
  #onUncaught(error: unknown): void {
    console.error(error);
    if (this.#running !== undefined) this.#running.breakWith(error);
    else if (!this.#begun) this.#fail(error);
  }

  async #orFail(work: Promise<void>): Promise<void> {
    await work.catch((error: unknown) => {
      this.#fail(error);
    });
  }

  #fail(error: unknown): void {
    const message = (error instanceof Error ? error.message : String(error)).toWellFormed().slice(0, 4_000);
    this.streams.send({ type: 'failed', message }, () => process.exit(1));
  }

  async #prepare(services: SuiteServices): Promise<void> {
    this.#connections = await SuiteConnections.open(services);
    await warmUp();
    this.streams.send({ type: 'prepared' });
  }

  async #go(go: Go): Promise<void> {
    this.#begun = true;
    const endpoints = go.instances.map(endpointOf);
    const listening = await Promise.all(
      endpoints.map(({ host, port }) => untilPort(host, port, true, go.startMs)),
    );
    const deaf = endpoints.find((_endpoint, index) => listening[index] !== true);
    if (deaf === undefined) {
      this.streams.send({ type: 'listening' });
      await this.#runAll(go, this.#judging(go, endpoints));
    } else {
      const message = `The service did not listen on port ${deaf.port} within ${go.startMs / 1000} s.`;
      for (const id of go.tests) this.#ended(id, { status: 'error', message }, 0);
    }
    this.streams.send({ type: 'done' });
    await this.#connections?.close();
  }

  #judging(go: Go, endpoints: readonly Endpoint[]): Judging {
    const fixtures = new Fixtures(() => judging);
    const judging: Judging = {
      seed: go.seed,
      endpoints,
      env: go.env,
      connections: this.#connections,
      use: (fixture) => fixtures.use(fixture),
      stopInstance: async (instance) => {
        const { host, port } = instanceOf(endpoints, instance);
        await this.#request('stop-instance', instance);
        if (!(await untilPort(host, port, false, STOP_MS))) {
          throw unreachable(`Port ${port} still accepts connections though its instance was stopped.`);
        }
      },
      startInstance: async (instance) => {
        const { host, port } = instanceOf(endpoints, instance);
        await this.#request('start-instance', instance);
        if (!(await untilPort(host, port, true, go.startMs))) {
          throw unreachable(
            `The restarted service did not listen on port ${port} within ${go.startMs / 1000} s.`,
          );
        }
      },
    };
    return judging;
  }

  async #runAll(go: Go, judging: Judging): Promise<void> {
    /** Groups with a test that did not pass. */
    const broken = new Set<string>();
    for (const id of go.tests) {
      const test = this.#tests.get(id);
      if (test === undefined) throw new Error(`the suite has no test "${id}"`);
      const { group } = test.definition;
      const blocker = (go.requires[group] ?? []).find((required) => broken.has(required));
      if (blocker !== undefined) {
        broken.add(group);
        this.#ended(
          id,
          {
            status: 'cancelled',
            message: `Not begun: the group "${blocker}", which it requires, did not pass.`,
          },
          0,
        );
        continue;
      }
      const status = await this.#runOne(test, judging);
      if (status !== 'passed') broken.add(group);
    }
  }

  async #runOne(test: RegisteredTest, judging: Judging): Promise<Outcome['status']> {
    const { id } = test.definition;
    this.streams.send({ type: 'test-started', id });
    const started = performance.now();
    this.#running = new TestRun(test, judging);
    const outcome = await this.#running.run();
    this.#running = undefined;
    this.#ended(id, outcome, performance.now() - started);
    return outcome.status;
  }

  #ended(id: string, outcome: Outcome, durationMs: number): void {
    this.streams.send(
      fittingFrame({ type: 'test-ended', id, durationMs: Math.round(durationMs * 100) / 100, ...outcome }),
    );
  }

  /** Asks the supervisor for something, and waits for its reply. */
  async #request(operation: 'stop-instance' | 'start-instance', instance: number): Promise<void> {
    const id = this.#requests.size + 1;
    const reply = await new Promise<Reply>((resolve) => {
      this.#requests.set(id, resolve);
      this.streams.send({ type: 'request', id, operation, instance });
    });
    if (!reply.ok)
      throw unreachable(`${operation} ${instance} failed: ${reply.message ?? 'no reason given'}`);
  }
}

/** An instance's address. The judge speaks to no other host, whoever says so. */
function endpointOf(address: string): Endpoint {
  const port = /^http:\/\/127\.0\.0\.1:([1-9][0-9]{0,4})$/.exec(address)?.[1];
  if (port === undefined) throw new Error(`"${address}" is not the address of an instance`);
  return { host: '127.0.0.1', port: Number(port), agent: createAgent() };
}

function instanceOf(endpoints: readonly Endpoint[], instance: number): Endpoint {
  const endpoint = endpoints[instance];
  if (endpoint === undefined)
    throw new RangeError(`there is no instance ${instance}; "service.instances" says how many`);
  return endpoint;
}
