import { createHash, randomUUID } from 'node:crypto';
import {
  challengeManifestSchema,
  createdInvitationSchema,
  createdSubmissionSchema,
  openedInvitationSchema,
  type CreatedInvitation,
  type CreateSubmissionBody,
  type TestDefinition,
  type TestResult,
  type Verdict,
} from '@assay/contracts';
import { foldResults } from '@assay/domain';
import { ChallengeVersionsRepository, JudgingRepository, hashPassword } from '@assay/persistence';
import type { ApiClient } from './api-client';
import { expectBody } from './api-client';
import type { Platform } from './platform';

export const MAIN = { path: 'main.ts', content: 'console.log("hello");\n' };

/** In Python's starter, and read-only. */
export const RULES = { path: 'rules.py', content: 'RULES = 1\n' };

const TESTS: TestDefinition[] = [
  { id: 'answers', group: 'contract', title: 'It answers', requirements: ['R1'], timeoutMs: 5_000 },
  {
    id: 'charges-once',
    group: 'idempotency',
    title: 'It charges once',
    requirements: ['R2'],
    timeoutMs: 5_000,
  },
  {
    id: 'under-load',
    group: 'idempotency',
    title: 'It charges once under load',
    requirements: ['R2'],
    timeoutMs: 5_000,
  },
];

/** Stores a version of a challenge that has a sample gate and a hidden group. */
export async function aChallenge(platform: Platform, slug: string): Promise<string> {
  const manifest = challengeManifestSchema.parse({
    schema: 1,
    id: randomUUID(),
    version: '1.0.0',
    title: `Challenge ${slug}`,
    kind: 'service',
    topics: ['api/rest'],
    difficulty: 'intermediate',
    minutes: 30,
    languages: ['typescript', 'python', 'cobol'],
    limits: { wall: '60s', cpu: 1, memory: '256MiB', processes: 64, output: '1MiB' },
    groups: [
      { id: 'contract', title: 'The contract', weight: 0, visibility: 'sample' },
      {
        id: 'idempotency',
        title: 'Retries',
        weight: 100,
        visibility: 'hidden',
        requires: ['contract'],
        scoring: 'proportional',
      },
    ],
    readOnly: { python: [RULES.path] },
    license: 'CC-BY-4.0',
    authors: ['Assay'],
  });
  const hash = createHash('sha256').update(`${slug} ${manifest.id}`).digest('hex');
  const starters = {
    typescript: [{ path: 'main.ts', content: '// begin here\n' }],
    python: [{ path: 'main.py', content: '# begin here\n' }, RULES],
  };
  await new ChallengeVersionsRepository(platform.dataSource).store(
    { hash, slug, manifest, tests: TESTS, statement: `# ${slug}\n\nIt answers. [R1]`, starters },
    () => Promise.resolve(Buffer.from('not opened by these tests')),
  );
  return hash;
}

/** An organisation with a manager and an assessment of two challenges. */
export class Organisation {
  readonly id = randomUUID();
  readonly assessmentId = randomUUID();
  readonly managerEmail = `manager-${this.id.slice(0, 8)}@assay.example`;
  readonly password = 'correct horse battery';
  hashes: Record<string, string> = {};

  constructor(private readonly platform: Platform) {}

  static async with(
    platform: Platform,
    { submissionsMax = 3, durationMs = 3_600_000 }: { submissionsMax?: number; durationMs?: number } = {},
  ): Promise<Organisation> {
    const made = new Organisation(platform);
    const { dataSource } = platform;
    await dataSource.query('INSERT INTO organisations VALUES ($1, $2, now())', [
      made.id,
      'Test organisation',
    ]);
    await dataSource.query('INSERT INTO users VALUES ($1, $2, $3, $4, $5, now())', [
      ...[randomUUID(), made.id, made.managerEmail, 'Test manager', await hashPassword(made.password)],
    ]);
    await dataSource.query('INSERT INTO assessments VALUES ($1, $2, $3, $4, $5, now())', [
      ...[made.assessmentId, made.id, 'Backend engineer', durationMs, submissionsMax],
    ]);
    for (const [position, slug] of ['payments', 'login'].entries()) {
      const hash = await aChallenge(platform, slug);
      made.hashes[slug] = hash;
      await dataSource.query('INSERT INTO assessment_challenges VALUES ($1, $2, $3, $4)', [
        made.assessmentId,
        slug,
        hash,
        position,
      ]);
    }
    return made;
  }

  /** A browser in which the manager has signed in. */
  async manager(): Promise<ApiClient> {
    const client = this.platform.client();
    const answer = await client.post('/api/sessions', { email: this.managerEmail, password: this.password });
    if (answer.status !== 201) throw new Error(`the manager could not sign in: ${answer.text}`);
    return client;
  }

  async invite(): Promise<CreatedInvitation & { token: string }> {
    const manager = await this.manager();
    const created = expectBody(
      await manager.post('/api/invitations', {
        assessmentId: this.assessmentId,
        candidateName: 'Test candidate',
        candidateEmail: 'candidate@assay.example',
      }),
      createdInvitationSchema,
      201,
    );
    return { ...created, token: new URL(created.url).hash.slice(1) };
  }

  /** A candidate whose browser has opened an invitation. */
  async candidate(): Promise<Candidate> {
    const { token } = await this.invite();
    const client = this.platform.client();
    const { attemptId } = expectBody(
      await client.post('/api/invitations/open', { token }),
      openedInvitationSchema,
    );
    return new Candidate(this.platform, client, attemptId, token);
  }

  async startedCandidate(): Promise<Candidate> {
    const candidate = await this.candidate();
    await candidate.start();
    return candidate;
  }
}

export class Candidate {
  constructor(
    private readonly platform: Platform,
    readonly client: ApiClient,
    readonly attemptId: string,
    readonly token: string,
  ) {}

  get address(): string {
    return `/api/attempts/${this.attemptId}`;
  }

  async start(): Promise<void> {
    const answer = await this.client.post(`${this.address}/start`);
    if (answer.status !== 200) throw new Error(`the attempt did not start: ${answer.text}`);
  }

  submit(body: Partial<CreateSubmissionBody> = {}) {
    return this.client.post(`${this.address}/submissions`, {
      challenge: 'payments',
      language: 'typescript',
      files: [MAIN],
      mode: 'submission',
      ...body,
    });
  }

  /** A submission that was taken. */
  async submitted(body: Partial<CreateSubmissionBody> = {}): Promise<string> {
    return expectBody(await this.submit(body), createdSubmissionSchema, 202).id;
  }

  saveDraft(slug: string, content: string, revision = 0) {
    return this.client.put(`${this.address}/challenges/${slug}/draft`, {
      language: 'typescript',
      files: [{ path: 'main.ts', content }],
      revision,
    });
  }

  /** Lets the clock run: as if the attempt had started `ms` earlier. */
  async elapse(ms: number): Promise<void> {
    await this.platform.dataSource.query(
      `UPDATE attempts SET started_at = started_at - $2 * interval '1 millisecond' WHERE id = $1`,
      [this.attemptId, ms],
    );
  }
}

export const SECRET = 'what only the suite knows';

export function aResult(id: string, status: TestResult['status'] = 'passed'): TestResult {
  const test = TESTS.find((one) => one.id === id);
  if (test === undefined) throw new Error(`there is no test "${id}"`);
  return {
    id,
    group: test.group,
    title: test.title,
    requirements: test.requirements,
    visibility: test.group === 'contract' ? 'sample' : 'hidden',
    status,
    durationMs: 12,
    message: SECRET,
    expected: SECRET,
    actual: SECRET,
    output: SECRET,
  };
}

/** A verdict over all tests, as judging folds it. */
export function aVerdict(statuses: TestResult['status'][] = ['passed', 'passed', 'failed']): Verdict {
  const manifestGroups = [
    {
      id: 'contract',
      title: 'The contract',
      weight: 0,
      visibility: 'sample' as const,
      requires: [],
      scoring: 'all' as const,
    },
    {
      ...{ id: 'idempotency', title: 'Retries', weight: 100, visibility: 'hidden' as const },
      ...{ requires: ['contract'], scoring: 'proportional' as const },
    },
  ];
  const results = TESTS.map((test, index) => aResult(test.id, statuses[index] ?? 'error'));
  const folded = foldResults({ groups: manifestGroups, tests: TESTS, results, mode: 'submission' });
  return { status: 'judged', ...folded, diagnostics: [], seed: 'seed', phases: { testsMs: 40 } };
}

/** Does by hand what a worker does with a submission: claims it, writes a result, and the verdict. */
export class WorkerByHand {
  readonly rows: JudgingRepository;

  constructor(
    platform: Pick<Platform, 'dataSource'>,
    readonly submissionId: string,
    readonly claimId = randomUUID() as string,
  ) {
    this.rows = new JudgingRepository(platform.dataSource);
  }

  claim(leaseMs = 10_000) {
    return this.rows.claim(this.submissionId, this.claimId, 'worker-by-hand', leaseMs);
  }

  report(seq: number, test: TestResult) {
    return this.rows.append(this.submissionId, this.claimId, [{ seq, event: { type: 'test', test } }]);
  }

  conclude(seq: number, verdict: Verdict = aVerdict()) {
    const at = new Date().toISOString();
    return this.rows.conclude(this.submissionId, this.claimId, verdict, 'submission', [
      { seq, event: { type: 'status', status: verdict.status, at } },
      {
        seq: seq + 1,
        event: {
          type: 'verdict',
          score: verdict.score,
          groups: verdict.groups,
          passed: 2,
          total: 3,
          diagnostics: [],
        },
      },
    ]);
  }
}
