import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { readSourceFolder } from '@assay/challenges';
import type { ImageReport } from '@assay/contracts';
import { LockdownError, createJudging, type Judging } from '@assay/judging';
import {
  connectEngine,
  imageName,
  openSandbox,
  readImageReports,
  readRuntimes,
  readServices,
  timeServiceStart,
  versionInTitle,
  type LanguageRuntime,
  type RuntimeNeeds,
  type SandboxOptions,
  type ServiceDefinition,
} from '@assay/sandbox';
import type { CliEnvironment } from '../environment';
import { answeringChallenge, timeRuntime } from './time-runtime';

/** As the sandbox does where nothing else is said: see docs/operations.md. */
const MEMORY_SHARE = 0.75;

interface Part {
  readonly id: string;
  readonly title: string;
  /** What it says of itself, else what its title says. */
  readonly version: string | null;
  readonly state: ImageReport['state'];
  /** Why it is off, or why it could not be started here. */
  readonly reason: string | null;
  readonly bytes: number | null;
}

export interface RuntimeReport extends Part {
  readonly languages: readonly string[];
  readonly frameworks: readonly string[];
  readonly needs: RuntimeNeeds;
  /** From nothing until its smallest service has answered; null where it was not measured. */
  readonly coldMs: number | null;
  /** In a prepared slot, from the go until it listens. */
  readonly warmMs: number | null;
}

export interface ServiceReport extends Part {
  readonly needs: ServiceDefinition['needs'];
  /** From nothing until it accepts connections. */
  readonly startMs: number | null;
}

/** What `assay doctor --json` prints. Sizes are bytes, times milliseconds. */
export interface DoctorReport {
  /** Whether submissions can be judged here, whatever is off. */
  readonly ok: boolean;
  readonly engine: {
    readonly version: string;
    readonly kernel: string;
    readonly system: string;
    /** 1 or 2. */
    readonly cgroup: string;
    readonly storage: string;
    readonly processors: number;
    readonly memoryBytes: number;
  } | null;
  readonly lockdown: {
    readonly holds: boolean;
    /** What bounds socket buffers here. */
    readonly socketCap: string | null;
    readonly checks: readonly string[];
    /** What did not hold, or why it could not be tried. */
    readonly fault: string | null;
  };
  /** What all slots together may use. */
  readonly memoryBudgetBytes: number | null;
  readonly runtimes: readonly RuntimeReport[];
  readonly services: readonly ServiceReport[];
}

/** Looks at the engine, proves the lock-down anew, and measures every runtime and service that is there. */
export async function examine(
  environment: CliEnvironment,
  measure: boolean,
  note: (text: string) => void,
): Promise<DoctorReport> {
  const docker = connectEngine(environment.dockerHost);
  const languages = await readRuntimes(environment.sandboxDir);
  const services = await readServices(environment.sandboxDir);
  const info = (await docker.info().catch(() => undefined)) as EngineInfo | undefined;
  if (info === undefined) {
    const fault = `no Docker Engine answers at ${environment.dockerHost ?? 'unix:///var/run/docker.sock'}`;
    return nothing(languages, services, fault);
  }
  note('proving the lock-down');
  const options = sandboxOptions(environment);
  if (measure) await rm(environment.proofFile, { force: true });
  const { lockdown, host } = await prove(options);
  const images = [...languages.map(({ image }) => image), ...services.map(({ image }) => image)];
  const reports = await readImageReports(docker, environment.stateDir, [...new Set(images.map(imageName))]);
  const reportOf = (image: string): ImageReport | undefined =>
    reports.find((one) => one.name === imageName(image));
  const canMeasure = measure && host !== undefined;

  const runtimes: RuntimeReport[] = [];
  for (const runtime of firstOfEachFolder(languages)) {
    const row = runtimeRow(runtime, languages, reportOf(runtime.image));
    if (!canMeasure || row.state !== 'ready') {
      runtimes.push(row);
      continue;
    }
    note(`starting ${runtime.runtime}`);
    runtimes.push({ ...row, ...(await measuredRuntime(options, environment, runtime)) });
  }
  const servicesSeen: ServiceReport[] = [];
  for (const service of services) {
    const row = serviceRow(service, reportOf(service.image));
    if (!canMeasure || row.state !== 'ready') {
      servicesSeen.push(row);
      continue;
    }
    note(`starting ${service.title}`);
    const measured = await timeServiceStart(host, service).then(
      (startMs) => ({ startMs: Math.round(startMs) }),
      (error: unknown) => ({ reason: `does not start: ${messageOf(error)}` }),
    );
    servicesSeen.push({ ...row, ...measured });
  }
  return {
    ok: lockdown.holds,
    engine: {
      version: info.ServerVersion,
      kernel: info.KernelVersion,
      system: info.OperatingSystem,
      cgroup: info.CgroupVersion ?? '1',
      storage: info.Driver,
      processors: info.NCPU,
      memoryBytes: info.MemTotal,
    },
    lockdown,
    memoryBudgetBytes: environment.sandboxMemoryBudget ?? Math.floor(info.MemTotal * MEMORY_SHARE),
    runtimes,
    services: servicesSeen,
  };
}

interface EngineInfo {
  readonly ServerVersion: string;
  readonly KernelVersion: string;
  readonly OperatingSystem: string;
  readonly CgroupVersion?: string;
  readonly Driver: string;
  readonly NCPU: number;
  readonly MemTotal: number;
}

function sandboxOptions(environment: CliEnvironment): SandboxOptions {
  return {
    dockerHost: environment.dockerHost,
    directory: environment.sandboxDir,
    memoryBudget: environment.sandboxMemoryBudget,
    ociRuntime: environment.sandboxRuntime,
    proofFile: environment.proofFile,
    log: () => undefined,
  };
}

async function prove(options: SandboxOptions) {
  try {
    const sandbox = await openSandbox(options);
    await sandbox.pool.close();
    const { checks, socketCap } = sandbox.probe;
    const names = checks.map((check) => check.name);
    return { lockdown: { holds: true, socketCap, checks: names, fault: null }, host: sandbox.host };
  } catch (error) {
    const fault =
      error instanceof LockdownError ? error.message : `it could not be tried: ${messageOf(error)}`;
    return { lockdown: { holds: false, socketCap: null, checks: [], fault }, host: undefined };
  }
}

/** One judging for each runtime, so that no slot is prepared ahead beside the one that is measured. */
async function measuredRuntime(
  options: SandboxOptions,
  environment: CliEnvironment,
  runtime: LanguageRuntime,
): Promise<Partial<RuntimeReport>> {
  const starter = path.join(environment.sandboxDir, 'runtimes', runtime.folder, 'starter', runtime.id);
  // What is spoken to a service alone listens to nobody by itself: there is nothing to measure.
  if (runtime.service !== undefined || !existsSync(starter)) return {};
  let judging: Judging | undefined;
  try {
    const challenge = await answeringChallenge([runtime.id]);
    const files = await readSourceFolder(starter);
    judging = await createJudging(options);
    const { coldMs, warmMs } = await timeRuntime(judging, challenge, runtime.id, files);
    return { coldMs: Math.round(coldMs), warmMs: Math.round(warmMs) };
  } catch (error) {
    return { reason: messageOf(error) };
  } finally {
    await judging?.close();
  }
}

function firstOfEachFolder(languages: readonly LanguageRuntime[]): LanguageRuntime[] {
  return languages.filter((one, at) => languages.findIndex((other) => other.folder === one.folder) === at);
}

function runtimeRow(
  runtime: LanguageRuntime,
  all: readonly LanguageRuntime[],
  report: ImageReport | undefined,
): RuntimeReport {
  return {
    ...partOf(runtime.folder, runtime.runtime, report),
    languages: all.filter((one) => one.folder === runtime.folder).map((one) => one.name),
    frameworks: runtime.frameworks,
    needs: runtime.needs,
    coldMs: null,
    warmMs: null,
  };
}

function serviceRow(service: ServiceDefinition, report: ImageReport | undefined): ServiceReport {
  return { ...partOf(service.id, service.title, report), needs: service.needs, startMs: null };
}

function partOf(id: string, title: string, report: ImageReport | undefined): Part {
  const { version, state = 'off', reason = null, bytes = null } = report ?? {};
  return { id, title, version: version ?? versionInTitle(title), state, reason, bytes };
}

function nothing(
  languages: readonly LanguageRuntime[],
  services: readonly ServiceDefinition[],
  fault: string,
): DoctorReport {
  const off = (part: RuntimeReport | ServiceReport) => ({ ...part, reason: 'the engine does not answer' });
  return {
    ok: false,
    engine: null,
    lockdown: { holds: false, socketCap: null, checks: [], fault },
    memoryBudgetBytes: null,
    runtimes: firstOfEachFolder(languages).map(
      (runtime) => off(runtimeRow(runtime, languages, undefined)) as RuntimeReport,
    ),
    services: services.map((service) => off(serviceRow(service, undefined)) as ServiceReport),
  };
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]?.slice(0, 300) ?? '';
}
