import {
  JUDGE_FRAME_MAX,
  readJudgeFrame,
  type JudgeFrame,
  type SlotFault,
  type SubjectGo,
  type SuiteServices,
  type SupervisorFrame,
} from '@assay/contracts';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SlotContainer } from './container';
import { judgeRole, serviceRole, subjectRole } from './container-roles';
import { EngineWatch } from './engine';
import { InfrastructureError, infrastructure } from './errors';
import { CheckedFrames, encodeFrame } from './frames';
import type { SandboxHost } from './host';
import { newSecret, newSlotId, slotIsOver } from './owner';
import { FIRST_PORT, slotMemory, type ServicePlan, type SlotPlan } from './plan';
import { SlotContainers } from './slot-containers';
import { Subject } from './subject';

/** How long each step of a preparation may take, milliseconds: many times what was measured, on a busy machine. */
const PREPARE_STEP_MS = 120_000;

/**
 * One place where one submission is judged: a judge, its subjects and services in one network namespace that holds
 * nothing but loopback. Prepared ahead, used once, destroyed whole.
 */
export class Slot {
  /** Frames of the judge, checked against the protocol. */
  onFrame: (frame: JudgeFrame) => void = () => undefined;
  /** The slot broke: the judge, a service or a stream is lost. */
  onFault: (fault: SlotFault, detail: string) => void = () => undefined;

  readonly subjects: Subject[] = [];
  private readonly frames = new CheckedFrames(JUDGE_FRAME_MAX, readJudgeFrame);
  private readonly passwords = { app: newSecret(), suite: newSecret() };
  private engine: EngineWatch | undefined;
  private readonly containers: SlotContainers;
  private judge: SlotContainer | undefined;
  private judgeErrors = '';
  private work: Buffer | undefined;
  private destroyed: Promise<void> | undefined;
  /** The judge spoke though nobody had asked it anything, or broke its protocol: no submission is to be judged here. */
  private spoiled = false;
  readonly id = newSlotId();
  readonly preparedAt = Date.now();
  /** The statement's environment with this slot's secrets. */
  readonly env: Readonly<Record<string, string>>;

  private constructor(
    private readonly host: SandboxHost,
    readonly plan: SlotPlan,
  ) {
    this.containers = new SlotContainers(host, plan, this.id);
    this.env = Object.fromEntries(
      Object.entries(plan.env).map(([name, value]) => [
        name,
        value.replaceAll('{{secret}}', () => newSecret()),
      ]),
    );
  }

  /** Most bytes that it can use. */
  get memory(): number {
    return slotMemory(this.plan, this.host.socketCap);
  }

  /** Whether all of it still waits, ready for the go. */
  get healthy(): boolean {
    const waits = !this.spoiled && this.destroyed === undefined && this.engine?.lost === false;
    return waits && this.containers.alive;
  }

  /** The base addresses of the instances, as the judge reaches them. */
  get addresses(): string[] {
    return this.subjects.map((subject) => `http://127.0.0.1:${subject.port}`);
  }

  /**
   * Makes a slot that waits: judge with the suite loaded, services that listen, subjects with their frameworks loaded.
   * @throws InfrastructureError; nothing is left behind
   */
  static async prepare(host: SandboxHost, plan: SlotPlan): Promise<Slot> {
    const slot = new Slot(host, plan);
    try {
      await slot.assemble();
      return slot;
    } catch (error) {
      await infrastructure('destroying a slot that did not get ready', () => slot.destroy());
      throw error;
    }
  }

  /** Sends a frame to the judge. */
  send(frame: SupervisorFrame): void {
    this.judge?.write(encodeFrame(frame));
  }

  /** Hands the same files to every instance. */
  go(work: SubjectGo): void {
    this.work = encodeFrame(work);
    for (const subject of this.subjects) subject.go(this.work);
  }

  /** Kills one instance and all its processes. Resolves when it is gone, so that its port is closed. */
  async stopInstance(instance: number): Promise<void> {
    await this.subjects[instance]?.container.destroy();
  }

  /** Starts an instance again, in a new container with the same files. Resolves when its program runs. */
  async startInstance(instance: number): Promise<void> {
    await this.startSubject(instance);
    const subject = this.subjects[instance];
    if (subject === undefined || this.work === undefined)
      throw new InfrastructureError('the slot has not had its go yet');
    subject.go(this.work);
    await subject.build;
  }

  /**
   * Whether the engine that made this slot is still there. When it is not, what broke is not the subject's doing: one
   * that stops takes no new connection and then ends the containers, and one that was restarted is another.
   */
  async engineAnswers(): Promise<boolean> {
    const id = this.judge?.id;
    if (id === undefined || this.engine === undefined) return false;
    const answers = await this.host.docker
      .getContainer(id)
      .inspect()
      .then(
        () => true,
        () => false,
      );
    // The end of the old engine and the answer of a new one may have come together, and are told in any order.
    await nextTurn();
    return answers && !this.engine.lost;
  }

  /**
   * Destroys all of it. Safe to call again; resolves when all is gone. What could not be destroyed, because the engine was
   * away, is left to the reaper.
   */
  destroy(): Promise<void> {
    this.destroyed ??= this.tearDown();
    return this.destroyed;
  }

  private async tearDown(): Promise<void> {
    this.onFrame = () => undefined;
    this.onFault = () => undefined;
    this.engine?.close();
    try {
      await this.containers.destroy();
    } finally {
      slotIsOver(this.id);
    }
  }

  private async assemble(): Promise<void> {
    const { plan, host } = this;
    this.engine = await infrastructure('watching the Docker Engine', () => EngineWatch.open(host.docker));
    if (plan.services.length > 0) await this.containers.makeSocketVolume();
    this.judge = await this.startJudge();
    const loaded = this.answer('loaded');
    this.send({ type: 'load', bundle: plan.bundle });
    await Promise.all([loaded, ...plan.services.map((service) => this.startService(service))]);
    const prepared = this.answer('prepared');
    this.send({ type: 'prepare', services: this.suiteServices() });
    // Subjects start when the services listen, so that none can take a service's port.
    const subjects = Array.from({ length: plan.instances }, (_, instance) => this.startSubject(instance));
    await Promise.all([prepared, ...subjects]);
    this.watch();
  }

  private async startJudge(): Promise<SlotContainer> {
    const judge = await this.containers.start(judgeRole(this.containers.socketVolume));
    judge.onStdout = (chunk) => {
      this.readJudge(chunk);
    };
    judge.onStderr = (chunk) => {
      if (this.judgeErrors.length < 64 * 1024) this.judgeErrors += chunk.toString('utf8');
    };
    return judge;
  }

  private readJudge(chunk: Buffer): void {
    try {
      this.frames.push(chunk, (frame) => {
        this.onFrame(frame);
      });
    } catch (error) {
      // What comes behind a broken frame is of no use to anybody.
      this.judge?.stopReading();
      this.onFault('protocol', (error as Error).message);
    }
  }

  /** The judge's next answer of a type, while the slot is prepared. */
  private answer(type: 'loaded' | 'prepared'): Promise<void> {
    return this.within(`the judge to answer "${type}"`, (resolve, reject) => {
      this.onFrame = (frame) => {
        if (frame.type === type) resolve();
        if (frame.type === 'failed') reject(new InfrastructureError(`the judge failed: ${frame.message}`));
      };
      this.onFault = (_, detail) => {
        reject(new InfrastructureError(`the judge failed: ${detail}`));
      };
      void this.judge?.ended.then(() => {
        reject(
          new InfrastructureError(`the judge ended while it was prepared. ${this.judgeErrors.slice(-600)}`),
        );
      });
    });
  }

  private async startService(service: ServicePlan): Promise<void> {
    const { host, containers, passwords, judge } = this;
    const container = await containers.start(
      serviceRole(service, host.processors, passwords, containers.socketVolume),
      judge?.id,
    );
    await this.within(`${service.title} to accept connections`, (resolve, reject) => {
      let said = '';
      const hear = (chunk: Buffer): void => {
        said = (said + chunk.toString('utf8')).slice(-4_000);
        if (said.includes(service.ready)) resolve();
      };
      container.onStdout = hear;
      container.onStderr = hear;
      void container.ended.then(() => {
        reject(
          new InfrastructureError(`${service.title} ended while the slot was prepared. ${said.slice(-600)}`),
        );
      });
    });
    container.onStdout = () => undefined;
    container.onStderr = () => undefined;
  }

  private suiteServices(): SuiteServices {
    return Object.fromEntries(
      this.plan.services.map(({ id, port }) => [
        id,
        { host: '/run/judge', port, database: 'app', user: 'suite', password: this.passwords.suite },
      ]),
    );
  }

  private async startSubject(instance: number): Promise<void> {
    const port = FIRST_PORT + instance;
    const role = subjectRole(this.plan, port, this.env, this.passwords);
    const container = await this.containers.start(role, this.judge?.id);
    const subject = new Subject(container, port, this.plan.limits.output);
    this.subjects[instance] = subject;
    await this.within(`the waiting process of ${this.plan.subjectImage}`, (resolve, reject) => {
      void subject.ready.then(resolve, reject);
    });
  }

  /** From now on the end of the judge or of a service is a fault of the slot, and until its go any frame is one. */
  private watch(): void {
    this.onFrame = this.onFault = () => {
      this.spoiled = true;
    };
    for (const container of this.containers.all) {
      const { role } = container.spec;
      if (role === 'subject') continue;
      void container.ended.then(() => {
        if (this.destroyed === undefined)
          this.onFault(role === 'judge' ? 'judge-lost' : 'service-lost', `the ${role} ended`);
      });
    }
  }

  /** A step of the preparation, with its time limit. */
  private async within(
    what: string,
    work: (resolve: () => void, reject: (error: Error) => void) => void,
  ): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        timer = setTimeout(() => {
          reject(new InfrastructureError(`waited ${PREPARE_STEP_MS / 1000} s for ${what}`));
        }, PREPARE_STEP_MS);
        work(resolve, reject);
      });
    } finally {
      clearTimeout(timer);
    }
  }
}
