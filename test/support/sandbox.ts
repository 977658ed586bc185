import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Language, SourceFile } from '@assay/contracts';
import { createJudging, type Judging } from '@assay/judging';
import { connectEngine, LABELS, openSandbox, type Sandbox, type SandboxOptions } from '@assay/sandbox';
import { thisOwner } from '../../libs/sandbox/owner';
import { ROOT } from './cli';
import { EngineProxy } from './engine-proxy';

export const SANDBOX_DIR = path.join(ROOT, 'sandbox');

/** The engine that the tests run on, spoken to directly: to look at what was made, and to break it. */
export const engine = connectEngine(process.env.DOCKER_HOST);

/** What production uses, with the proof of the lock-down kept between specs. It counts for the same circumstances only. */
export function sandboxOptions(changes: Partial<SandboxOptions> = {}): SandboxOptions {
  return {
    dockerHost: process.env.DOCKER_HOST,
    directory: SANDBOX_DIR,
    memoryBudget: undefined,
    ociRuntime: undefined,
    proofFile: path.join(os.tmpdir(), `assay-lockdown-proof-${process.getuid?.() ?? 0}.json`),
    log: () => undefined,
    ...changes,
  };
}

/** A judging of its own, so that the slot in use is the only one this process has. Nothing of it is left afterwards. */
export async function withJudging<T>(
  use: (judging: Judging) => Promise<T>,
  changes: Partial<SandboxOptions> = {},
): Promise<T> {
  const judging = await createJudging(sandboxOptions(changes));
  try {
    return await use(judging);
  } finally {
    await judging.close();
  }
}

/**
 * The same, on an engine where no other's slots are seen: for tests that need a warm one, which there is only while the
 * machine has room.
 */
export async function withRoomyJudging<T>(use: (judging: Judging) => Promise<T>): Promise<T> {
  const proxy = await EngineProxy.start({ sees: (labels) => labels[LABELS.owner] === thisOwner() });
  try {
    return await withJudging(use, { dockerHost: proxy.host });
  } finally {
    await proxy.close();
  }
}

export function openTestSandbox(changes: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  return openSandbox(sandboxOptions(changes));
}

export interface LiveContainer {
  readonly id: string;
  readonly slot: string;
  readonly role: string;
  readonly owner: string;
  readonly memory: number;
  readonly state: string;
}

/** Containers of slots, ended ones too. Others may use the same engine: by default only this process's. */
export async function slotContainers(
  of: (container: LiveContainer) => boolean = (container) => container.owner === thisOwner(),
): Promise<LiveContainer[]> {
  const containers = await engine.listContainers({ all: true, filters: { label: [LABELS.slot] } });
  return containers
    .map(({ Id, Labels, State }) => ({
      id: Id,
      slot: Labels[LABELS.slot] ?? '',
      role: Labels[LABELS.role] ?? '',
      owner: Labels[LABELS.owner] ?? '',
      memory: Number(Labels[LABELS.memory] ?? 0),
      state: State,
    }))
    .filter(of);
}

/** Names of the volumes of slots. */
export async function slotVolumes(
  of: (labels: Readonly<Record<string, string>>) => boolean = (labels) =>
    labels[LABELS.owner] === thisOwner(),
): Promise<string[]> {
  const { Volumes } = (await engine.listVolumes({
    filters: JSON.stringify({ label: [LABELS.slot] }) as never,
  })) as {
    Volumes: { Name: string; Labels: Record<string, string> | null }[] | null;
  };
  return (Volumes ?? []).filter((volume) => of(volume.Labels ?? {})).map((volume) => volume.Name);
}

/** Waits until something holds. @throws Error that names it when it does not in time */
export async function eventually(
  what: string,
  holds: () => Promise<boolean> | boolean,
  milliseconds = 8_000,
): Promise<void> {
  const until = Date.now() + milliseconds;
  while (!(await holds())) {
    if (Date.now() > until) throw new Error(`waited ${milliseconds} ms until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const ENTRY: Readonly<Record<Language, string>> = {
  python: 'main.py',
  javascript: 'main.js',
  typescript: 'main.ts',
};
const SUBJECTS = path.join(ROOT, 'test/fixtures/subjects');

/** The language that a fixture is written in, by the end of its name. */
export function languageOf(file: string): Language {
  return file.endsWith('.py') ? 'python' : file.endsWith('.ts') ? 'typescript' : 'javascript';
}

/**
 * A program of test/fixtures/subjects/ as a submission.
 * @param parameters what it reads from parameters.json beside it
 */
export function subjectFiles(file: string, parameters: unknown = {}): SourceFile[] {
  const library = readdirSync(SUBJECTS).filter((name) => name.startsWith('trial_') && name.endsWith('.py'));
  return [
    { path: ENTRY[languageOf(file)] ?? file, content: readFileSync(path.join(SUBJECTS, file), 'utf8') },
    { path: 'parameters.json', content: JSON.stringify(parameters) },
    ...(file.endsWith('.py')
      ? library.map((name) => ({ path: name, content: readFileSync(path.join(SUBJECTS, name), 'utf8') }))
      : []),
  ];
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
