import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { collectTests, compileSuite, type LoadedChallenge } from '@assay/challenges';
import { challengeManifestSchema, type Language, type SourceFile } from '@assay/contracts';
import type { Judging } from '@assay/judging';

/** A suite with one test: what every runtime's smallest service answers. */
const SUITE = `import { expect, expectStatus, test } from '@assay/testkit';
test({ id: 'answers', group: 'start', title: 'It answers', requirements: ['R1'] }, async (t) => {
  expect(expectStatus(await t.http.get('/'), 200).object()).toMatchObject({ ok: true });
});
`;

/** How long the smallest service of a runtime takes. Milliseconds. */
export interface RuntimeTimes {
  /** From nothing, judge and subject included, until it has answered. */
  readonly coldMs: number;
  /** In a prepared slot, from the go until it listens. */
  readonly warmMs: number;
}

/** A challenge of no services whose one test is that a service answers. */
export async function answeringChallenge(languages: readonly string[]): Promise<LoadedChallenge> {
  const dir = await mkdtemp(path.join(tmpdir(), 'assay-doctor-'));
  try {
    await mkdir(path.join(dir, 'tests'));
    await writeFile(path.join(dir, 'tests/answers.test.ts'), SUITE);
    const bundle = await compileSuite(dir, ['tests/answers.test.ts']);
    const manifest = challengeManifestSchema.parse({
      schema: 1,
      id: '6f0f4a8e-6c0f-4d0e-9a55-2d1f0f6f7a10',
      version: '1.0.0',
      title: 'It answers',
      kind: 'service',
      topics: ['api/rest'],
      difficulty: 'introductory',
      minutes: 1,
      languages,
      limits: { wall: '30s', cpu: 1, memory: '192MiB', processes: 64, output: '64KiB' },
      groups: [{ id: 'start', title: 'Start', weight: 100, visibility: 'sample' }],
      license: 'CC0-1.0',
      authors: ['Assay'],
    });
    return {
      slug: 'doctor',
      dir,
      hash: createHash('sha256').update(bundle).digest('hex'),
      manifest,
      statement: '',
      starters: {},
      references: {},
      submissions: [],
      tests: await collectTests(bundle),
      bundle,
      services: {},
      review: undefined,
    };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/**
 * Judges a runtime's smallest service once, with no slot prepared before.
 * @throws InfrastructureError, and Error with the program's own words when it does not build or answer
 */
export async function timeRuntime(
  judging: Judging,
  challenge: LoadedChallenge,
  language: Language,
  files: readonly SourceFile[],
): Promise<RuntimeTimes> {
  const verdict = await judging.judge({ challenge, language, files, seed: 'doctor', mode: 'submission' });
  const { prepareMs = 0, slotMs = 0, buildMs = 0, startMs = 0, testsMs = 0 } = verdict.phases;
  if (verdict.score !== 100) {
    const [diagnostic] = verdict.diagnostics;
    const [test] = verdict.tests;
    throw new Error(`its starter does not run: ${diagnostic?.message ?? test?.message ?? verdict.status}`);
  }
  return { coldMs: prepareMs + slotMs + buildMs + startMs + testsMs, warmMs: buildMs + startMs };
}
