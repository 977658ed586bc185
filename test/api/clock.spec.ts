import {
  attemptViewSchema,
  candidateChallengeSchema,
  savedDraftSchema,
  submissionViewSchema,
} from '@assay/contracts';
import { AttemptsRepository } from '@assay/persistence';
import { z } from 'zod';
import { expectBody, expectProblem } from '../support/api-client';
import { Organisation, type Candidate } from '../support/builders';
import { startPlatform, type Platform } from '../support/platform';

const HOUR = 3_600_000;

describe('saved work and the clock', () => {
  let platform: Platform;
  let organisation: Organisation;

  beforeAll(async () => {
    platform = await startPlatform();
    organisation = await Organisation.with(platform, { durationMs: HOUR, submissionsMax: 1 });
  });

  afterAll(() => platform.close());

  const view = async (candidate: Candidate) =>
    expectBody(await candidate.client.get(candidate.address), attemptViewSchema);
  const submissions = async (candidate: Candidate) =>
    expectBody(await candidate.client.get(`${candidate.address}/submissions`), z.array(submissionViewSchema));

  it('is kept with a revision, and a conflict shows what the server holds', async () => {
    const candidate = await organisation.startedCandidate();
    expect(expectBody(await candidate.saveDraft('payments', 'one'), savedDraftSchema).revision).toBe(1);
    expect(expectBody(await candidate.saveDraft('payments', 'two', 1), savedDraftSchema).revision).toBe(2);
    const problem = expectProblem(await candidate.saveDraft('payments', 'three', 1), 'draft_conflict');
    expect(problem.current).toMatchObject({ revision: 2, files: [{ path: 'main.ts', content: 'two' }] });
    // The same save again, because its answer was lost, is no conflict.
    expect(expectBody(await candidate.saveDraft('payments', 'two', 1), savedDraftSchema).revision).toBe(2);
    expect(expectProblem(await candidate.saveDraft('login', 'x', 4), 'draft_conflict').current).toBeNull();
    const page = expectBody(
      await candidate.client.get(`${candidate.address}/challenges/payments`),
      candidateChallengeSchema,
    );
    expect(page).toMatchObject({
      language: 'typescript',
      drafts: [{ revision: 2, files: [{ content: 'two' }] }],
    });
    expect(page.languages.map((language) => language.id)).toEqual(['typescript', 'python']);
    expect(page.groups.map((group) => [group.id, group.tests])).toEqual([
      ['contract', 1],
      ['idempotency', 2],
    ]);
  });

  it('is saved by one of two windows that save at once', async () => {
    const candidate = await organisation.startedCandidate();
    const answers = await Promise.all(
      ['left', 'right', 'both'].map((text) => candidate.saveDraft('payments', text)),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409]);
  });

  it('is submitted when the time is over, beyond the cap, and nothing is taken after it', async () => {
    const candidate = await organisation.startedCandidate();
    await candidate.saveDraft('payments', 'written last');
    await candidate.submitted({ files: [{ path: 'main.ts', content: 'submitted before' }] });
    await candidate.elapse(HOUR);
    expectProblem(await candidate.saveDraft('payments', 'too late', 1), 'attempt_over');
    expectProblem(await candidate.submit(), 'attempt_over');
    expect(await view(candidate)).toMatchObject({ state: 'finished', finishedBy: 'clock' });
    expect((await view(candidate)).finishedAt).toBe((await view(candidate)).deadline);
    const found = await submissions(candidate);
    expect(found.map((one) => [one.challenge, one.automatic])).toEqual([
      ['payments', true],
      ['payments', false],
    ]);
    const [row] = await platform.dataSource.query<{ content: string }[]>(
      `SELECT files -> 0 ->> 'content' AS content FROM submissions WHERE id = $1`,
      [found[0]?.id],
    );
    expect(row?.content).toBe('written last');
  });

  it('is submitted when the candidate finishes by hand, unless it was submitted already', async () => {
    const candidate = await organisation.startedCandidate();
    await candidate.saveDraft('payments', 'the same');
    await candidate.submitted({ files: [{ path: 'main.ts', content: 'the same' }] });
    await candidate.saveDraft('login', 'not submitted');
    const finished = expectBody(
      await candidate.client.post(`${candidate.address}/finish`),
      attemptViewSchema,
    );
    expect(finished).toMatchObject({ state: 'finished', finishedBy: 'candidate' });
    expect((await submissions(candidate)).map((one) => [one.challenge, one.automatic])).toEqual([
      ['login', true],
      ['payments', false],
    ]);
  });

  it('ends an attempt once, whoever comes first', async () => {
    const candidate = await organisation.startedCandidate();
    await candidate.saveDraft('payments', 'once');
    await candidate.elapse(HOUR);
    const attempts = new AttemptsRepository(platform.dataSource);
    expect(await attempts.pastDeadline()).toContain(candidate.attemptId);
    const ends = await Promise.all([
      ...Array.from({ length: 4 }, () => attempts.finishByClock(candidate.attemptId)),
      ...Array.from({ length: 4 }, () => candidate.client.get(candidate.address)),
      ...Array.from({ length: 4 }, () => candidate.submit()),
    ]);
    expect(ends.slice(0, 4).filter((end) => end !== undefined).length).toBeLessThanOrEqual(1);
    expect(await submissions(candidate)).toHaveLength(1);
    expect(await attempts.pastDeadline()).not.toContain(candidate.attemptId);
  });

  it('gives extra time to attempts that are open, and writes down who gave it', async () => {
    const candidate = await organisation.startedCandidate();
    const manager = await organisation.manager();
    const before = await view(candidate);
    expect((await manager.post(`${candidate.address}/extra-time`, { minutes: 15 })).status).toBe(200);
    const after = await view(candidate);
    expect(Date.parse(after.deadline ?? '') - Date.parse(before.deadline ?? '')).toBe(15 * 60_000);
    const [row] = await platform.dataSource.query<{ detail: object }[]>(
      `SELECT detail FROM audit WHERE subject_id = $1 AND action = 'attempt.extra-time'`,
      [candidate.attemptId],
    );
    expect(row?.detail).toEqual({ minutes: 15, extraTimeMs: 900_000 });
    await candidate.elapse(HOUR);
    expect((await view(candidate)).state).toBe('started');
    await candidate.elapse(15 * 60_000);
    expectProblem(await manager.post(`${candidate.address}/extra-time`, { minutes: 15 }), 'attempt_over');
    for (const minutes of [0, -5, 1.5, 241]) {
      expectProblem(await manager.post(`${candidate.address}/extra-time`, { minutes }), 'invalid_body');
    }
  });

  it('keeps the versions that an attempt was pinned to when it started', async () => {
    const pinned = await Organisation.with(platform);
    const started = await pinned.startedCandidate();
    const waiting = await pinned.candidate();
    const { dataSource } = platform;
    const hash = 'f'.repeat(64);
    await dataSource.query(
      `INSERT INTO challenge_versions SELECT $2, slug, '2.0.0', 'Renamed', manifest, tests, statement, starters, package, now()
         FROM challenge_versions WHERE hash = $1`,
      [pinned.hashes.payments, hash],
    );
    await dataSource.query(
      `UPDATE assessment_challenges SET challenge_hash = $2 WHERE assessment_id = $1 AND slug = 'payments'`,
      [pinned.assessmentId, hash],
    );
    expect((await view(started)).challenges[0]?.title).toBe('Challenge payments');
    expect((await view(waiting)).challenges[0]?.title).toBe('Renamed');
  });
});
