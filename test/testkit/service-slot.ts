import { readFileSync } from 'node:fs';
import path from 'node:path';
import { collectTests } from '@assay/challenges';
import type { JudgeFrame, Service } from '@assay/contracts';
import {
  ensureDataImage,
  readServices,
  Slot,
  type Sandbox,
  type ServicePlan,
  type SlotPlan,
} from '@assay/sandbox';
import { SANDBOX_DIR } from '../support/sandbox';
import { bundleOf, type JudgeRun } from './judge-process';

/** A service's files, by their paths below `services/<id>/`. */
export type ServiceFiles = Partial<Record<Service, Readonly<Record<string, string>>>>;

const MIB = 1024 ** 2;
const RUN_MS = 60_000;

/** Said by a suite: what the application does (code, with `require` and `env`), and what came of it. */
const AS_APP = `
  import { expect, expectStatus, fixture, test } from '@assay/testkit';
  const asApp = async (t: any, code: string): Promise<any> =>
    (await t.http.post('/', { body: code, timeoutMs: 20_000 })).json();
  const it = (id: string, body: (t: any) => Promise<void>) =>
    test({ id, group: 'g', title: id, requirements: ['R1'], timeout: '30s' }, body);
`;

/** Plans the services that the files are for, as the judging does. */
export async function planServices(sandbox: Sandbox, files: ServiceFiles): Promise<ServicePlan[]> {
  const known = await readServices(SANDBOX_DIR);
  const plans: ServicePlan[] = [];
  for (const service of known) {
    const given = files[service.id];
    if (given === undefined) continue;
    const seed = Object.entries(given).map(([name, text]) => ({ path: name, content: Buffer.from(text) }));
    const { image, bytes } = await ensureDataImage(sandbox.docker, service, seed);
    const data = service.needs.data + bytes;
    plans.push({ ...service, ...service.needs, image, data, memory: service.needs.memory + data });
  }
  return plans;
}

/**
 * Runs a suite in a real slot: judge and services as always, and for a subject a program that does what the suite sends it.
 * @param source tests declared by `it(id, async (t) => …)`; `asApp(t, code)` gives `{ value }` or `{ error }`
 */
export async function runInSlot(sandbox: Sandbox, files: ServiceFiles, source: string): Promise<JudgeRun> {
  const bundle = await bundleOf(AS_APP + source);
  const tests = await collectTests(bundle);
  const plan: SlotPlan = {
    key: 'service-trial',
    bundle,
    // It has the drivers that an application would use.
    subjectImage: 'assay/runtime-node:latest',
    subjectCommand: [
      '/usr/local/bin/node',
      '-e',
      readFileSync(path.join(__dirname, 'remote-application.cjs'), 'utf8'),
    ],
    instances: 1,
    env: {},
    limits: { wall: RUN_MS, cpu: 1, memory: 256 * MIB, processes: 64, output: MIB },
    openFiles: 512,
    app: MIB,
    tmp: MIB,
    services: await planServices(sandbox, files),
    startMs: 10_000,
  };
  const slot = await Slot.prepare(sandbox.host, plan);
  try {
    const frames: JudgeFrame[] = [];
    slot.go({ type: 'go', kind: 'service', language: 'none', entry: 'none', files: [] });
    await slot.subjects[0]?.build;
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => {
        reject(new Error(`the suite did not end: ${JSON.stringify(frames.at(-1))}`));
      }, RUN_MS);
      slot.onFault = (fault, detail) => {
        reject(new Error(`${fault}: ${detail}; ${slot.subjects[0]?.output.text() ?? ''}`));
      };
      slot.onFrame = (frame) => {
        frames.push(frame);
        if (frame.type !== 'done') return;
        clearTimeout(late);
        resolve();
      };
      slot.send({
        type: 'go',
        seed: 'a-seed',
        tests: tests.map(({ id }) => id),
        instances: slot.addresses,
        env: slot.env,
        startMs: 10_000,
        requires: {},
      });
    });
    return { frames, stderr: '', exitCode: null };
  } finally {
    await slot.destroy();
  }
}

/** The tests of a run that did not pass, with what they said. */
export function notPassed(run: JudgeRun): unknown[] {
  return run.frames.flatMap((frame) =>
    frame.type === 'test-ended' && frame.status !== 'passed'
      ? [
          {
            id: frame.id,
            status: frame.status,
            message: frame.message,
            expected: frame.expected,
            actual: frame.actual,
          },
        ]
      : [],
  );
}
