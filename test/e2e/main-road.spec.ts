import path from 'node:path';
import { readSourceFolder } from '@assay/challenges';
import type { SourceFile, SubmissionView } from '@assay/contracts';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { assay, ROOT } from '../support/cli';
import { launchChromium } from '../support/chromium';
import { Stack } from '../support/stack';
import { WorkspacePage } from '../support/workspace-page';

const CHALLENGE = 'idempotent-payments';
const FOLDER = path.join(ROOT, 'challenges', CHALLENGE);
const WRONG = path.join(FOLDER, 'submissions/no-fingerprint');
const RIGHT = path.join(FOLDER, 'reference/javascript');

interface Verdict {
  score: number;
  tests: { id: string; status: string }[];
}

/** The main road: link, rules, typing in Monaco, results one by one, a partial score and then 100, the manager's view, the CLI's verdict. */
describe('the main road, in a real browser on the built web', () => {
  let stack: Stack;
  let chromium: Browser;
  let context: BrowserContext;
  let page: Page;
  let workspace: WorkspacePage;
  let wrong: SourceFile[];
  let right: SourceFile[];
  let partialScore = 0;
  const problems: string[] = [];

  beforeAll(async () => {
    [stack, chromium, wrong, right] = await Promise.all([
      Stack.start(),
      launchChromium(),
      readSourceFolder(WRONG),
      readSourceFolder(RIGHT),
    ]);
    context = await chromium.newContext({ viewport: { width: 1440, height: 900 } });
    page = await context.newPage();
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    workspace = new WorkspacePage(page);
  });

  afterAll(async () => {
    await chromium.close();
    await stack.stop();
  });

  function attemptId(): string {
    return /attempts\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? '';
  }

  /** What the candidate's own session gets from the API. */
  async function api<T>(url: string): Promise<T> {
    const response = await context.request.get(stack.url + url);
    return (await response.json()) as T;
  }

  it('shows the rules, and nothing of the challenge before the start', async () => {
    await page.goto(stack.candidateUrl);
    await page.getByRole('button', { name: /^start/i }).waitFor();
    expect(await page.getByText('saved', { exact: false }).count()).toBeGreaterThan(0);
    const early = await context.request.get(
      `${stack.url}/api/attempts/${attemptId()}/challenges/${CHALLENGE}`,
    );
    expect(early.status()).toBe(409);
  });

  it('starts, and has a timer from the server', async () => {
    await page.getByRole('button', { name: /^start/i }).click();
    await workspace.editorReady();
    const first = await page.getByTestId('timer').innerText();
    expect(first).toMatch(/^\d?:?\d?\d:\d\d$/);
    await page.getByTestId('timer').filter({ hasNotText: first }).waitFor();
  });

  it('takes a wrong solution typed in Monaco: each test arrives, the score is partial', async () => {
    await workspace.chooseLanguage('JavaScript');
    await workspace.type(wrong);

    await workspace.run();
    await workspace.tests.first().waitFor({ timeout: 60_000 });
    await page.getByTestId('run-outcome').waitFor({ timeout: 60_000 });
    expect(await workspace.score.count()).toBe(0);

    const arrivals: number[] = [];
    await workspace.submit();
    for (let looks = 0; looks < 4_000 && (await workspace.score.count()) === 0; looks += 1) {
      const done = await page
        .locator('[data-testid=test-row]:not([data-status=waiting]):not([data-status=running])')
        .count();
      if (done !== arrivals.at(-1)) arrivals.push(done);
      await page.waitForTimeout(5);
    }
    // Results came one after the other, not all at the end.
    expect(arrivals.filter((count) => count > 0).length).toBeGreaterThan(2);
    partialScore = Number(await workspace.score.innerText());
    expect(partialScore).toBeGreaterThan(0);
    expect(partialScore).toBeLessThan(100);
  });

  it('tells a candidate of hidden tests title and status alone, over the API too', async () => {
    const [summary] = await api<SubmissionView[]>(`/api/attempts/${attemptId()}/submissions`);
    const view = await api<SubmissionView>(`/api/submissions/${summary?.id ?? ''}`);
    const hidden = view.tests.filter((test) => test.visibility === 'hidden');
    expect(hidden.some((test) => test.status === 'failed')).toBe(true);
    for (const test of hidden) {
      expect(Object.keys(test).sort()).toEqual([
        'durationMs',
        'group',
        'id',
        'requirements',
        'status',
        'title',
        'visibility',
      ]);
      expect(test.durationMs).toBe(0);
    }
    const shown = await page.locator('[data-testid=test-row]').allInnerTexts();
    expect(shown.join('\n')).not.toMatch(/expected/i);
  });

  it('loses nothing at a reload or a lost connection in mid-run', async () => {
    await workspace.open('main.js');
    await workspace.replaceText('// a note that is nowhere else\n');
    await workspace.saved();
    await page.reload();
    await workspace.editorReady();
    await workspace.open('main.js');
    expect(await workspace.visibleText()).toContain('a note that is nowhere else');

    await workspace.type(right);
    await workspace.submit();
    await page.locator('[data-testid=test-row][data-status=passed]').first().waitFor({ timeout: 60_000 });
    await context.setOffline(true);
    await page.waitForTimeout(1_500);
    await context.setOffline(false);
    await page.reload();
    await workspace.editorReady();
    await workspace.open('payments.js');
    expect(await workspace.visibleText()).toContain(
      right.find((file) => file.path === 'payments.js')?.content.split('\n')[0],
    );
  });

  it('takes the right solution: 100', async () => {
    await expectScore('100');
  });

  it('counts submissions and says how many are left', async () => {
    const used = await api<{
      challenges: { slug: string; submissionsLeft: number; submissionsMax: number }[];
    }>(`/api/attempts/${attemptId()}`);
    const challenge = used.challenges.find((candidate) => candidate.slug === CHALLENGE);
    expect(challenge?.submissionsMax).toBe((challenge?.submissionsLeft ?? 0) + 2);
    await page
      .getByText(
        `${String(challenge?.submissionsLeft)} of ${String(challenge?.submissionsMax)} submissions left`,
      )
      .waitFor();
  });

  it('shows the manager both, with every test and the code', async () => {
    const desk = await chromium.newContext({ viewport: { width: 1440, height: 900 } });
    const review = await desk.newPage();
    await review.goto(`${stack.url}/manage`);
    await review.getByLabel(/e-?mail/i).fill(stack.managerEmail);
    await review.getByLabel(/password/i).fill(stack.managerPassword);
    await review.getByRole('button', { name: /sign in/i }).click();
    await review.locator(`a[href*="${attemptId()}"]`).first().click();
    const links = review.locator('a[href*="/submissions/"]');
    await links.first().waitFor();
    const scores: string[] = [];
    const hrefs = await Promise.all((await links.all()).map((link) => link.getAttribute('href')));
    for (const href of hrefs) {
      await review.goto(stack.url + (href ?? ''));
      await review.getByTestId('test-row').first().waitFor();
      const score = review.getByTestId('score');
      if ((await score.count()) > 0) scores.push(await score.innerText());
      await review.locator('[data-testid=editor] .monaco-editor').waitFor({ timeout: 60_000 });
    }
    expect(scores).toContain('100');
    expect(scores).toContain(String(partialScore));
    await desk.close();
  });

  it('gets the same verdicts from assay judge', async () => {
    for (const [folder, score] of [
      [WRONG, partialScore],
      [RIGHT, 100],
    ] as const) {
      const { code, stdout } = await assay([
        'judge',
        CHALLENGE,
        folder,
        '--language',
        'javascript',
        '--json',
      ]);
      expect(code).toBe(0);
      const verdict = JSON.parse(stdout) as Verdict;
      expect(verdict.score).toBe(score);
      const platform = await submissionWithScore(score);
      expect(verdict.tests.map(({ id, status }) => `${id} ${status}`).sort()).toEqual(
        platform.tests.map(({ id, status }) => `${id} ${status}`).sort(),
      );
    }
  });

  it('had no error in the browser', () => {
    // A lost connection is told by the browser itself, in words of its own.
    expect(
      problems.filter((text) => !/net::ERR_(INTERNET_DISCONNECTED|NETWORK_CHANGED|FAILED)/.test(text)),
    ).toEqual([]);
  });

  async function submissionWithScore(score: number): Promise<SubmissionView> {
    const all = await api<SubmissionView[]>(`/api/attempts/${attemptId()}/submissions`);
    const found = all.find((submission) => submission.mode === 'submission' && submission.score === score);
    return api<SubmissionView>(`/api/submissions/${found?.id ?? ''}`);
  }

  async function expectScore(score: string): Promise<void> {
    await workspace.score.filter({ hasText: new RegExp(`^${score}$`) }).waitFor({ timeout: 60_000 });
  }
});
