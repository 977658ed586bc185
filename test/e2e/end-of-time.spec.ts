import path from 'node:path';
import { readSourceFolder } from '@assay/challenges';
import type { AttemptSummary, SubmissionView } from '@assay/contracts';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Client } from 'pg';
import { ROOT } from '../support/cli';
import { launchChromium } from '../support/chromium';
import { Stack } from '../support/stack';
import { WorkspacePage } from '../support/workspace-page';

const FOLDER = path.join(ROOT, 'challenges/broken-login/reference/python');

/** The clock is the server's: extra time reaches an open page, and at the end what was saved is submitted and judged. */
describe('the end of time, in a real browser', () => {
  let stack: Stack;
  let chromium: Browser;
  let context: BrowserContext;
  let page: Page;
  let workspace: WorkspacePage;

  beforeAll(async () => {
    [stack, chromium] = await Promise.all([Stack.start(), launchChromium()]);
    context = await chromium.newContext({ viewport: { width: 1280, height: 800 } });
    page = await context.newPage();
    workspace = new WorkspacePage(page);
    await workspace.start(stack.candidateUrl);
    await page.getByRole('navigation', { name: 'Challenges' }).getByText('Broken login').click();
    await workspace.editorReady();
    await workspace.chooseLanguage('Python');
    await workspace.type(await readSourceFolder(FOLDER));
  });

  afterAll(async () => {
    await chromium.close();
    await stack.stop();
  });

  const attemptId = (): string => /attempts\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? '';

  /** Lets time pass for the attempt, as the server counts it. */
  async function leave(seconds: number): Promise<void> {
    const client = new Client({ connectionString: stack.databaseUrl });
    await client.connect();
    try {
      await client.query(
        `UPDATE attempts SET started_at = now() - (duration_ms + extra_time_ms) * interval '1 millisecond' + $2 * interval '1 second' WHERE id = $1`,
        [attemptId(), seconds],
      );
    } finally {
      await client.end();
    }
  }

  it('shows extra time on the open page without a reload', async () => {
    await leave(8 * 60);
    await page.reload();
    await workspace.editorReady();
    expect(await page.getByTestId('timer').innerText()).toMatch(/^0?7:|^0?8:00/);
    const manager = await stack.manager();
    await manager.post(`/api/attempts/${attemptId()}/extra-time`, { minutes: 30 });
    await page
      .getByTestId('timer')
      .filter({ hasText: /^3[78]:/ })
      .waitFor({ timeout: 10_000 });
  });

  it('ends by the clock: the page says so, and what was saved is judged', async () => {
    await leave(4);
    await page.reload();
    await page.getByTestId('editor').waitFor({ state: 'detached', timeout: 30_000 });
    const submissions = async (): Promise<SubmissionView[]> => {
      const response = await context.request.get(`${stack.url}/api/attempts/${attemptId()}/submissions`);
      return (await response.json()) as SubmissionView[];
    };
    let last: SubmissionView | undefined;
    for (let tries = 0; tries < 200 && last?.status !== 'judged'; tries += 1) {
      last = (await submissions()).find((submission) => submission.automatic);
      await page.waitForTimeout(200);
    }
    expect(last).toMatchObject({
      challenge: 'broken-login',
      language: 'python',
      status: 'judged',
      score: 100,
    });

    const manager = await stack.manager();
    const { body } = await manager.get<AttemptSummary[]>('/api/attempts');
    expect(body.find((attempt) => attempt.id === attemptId())).toMatchObject({ state: 'finished' });
  });

  it('takes nothing afterwards', async () => {
    const late = await context.request.post(`${stack.url}/api/attempts/${attemptId()}/submissions`, {
      data: {
        challenge: 'broken-login',
        language: 'python',
        files: [{ path: 'main.py', content: 'print(1)' }],
      },
    });
    expect(late.status()).toBe(409);
    expect(((await late.json()) as { code: string }).code).toBe('attempt_over');
  });
});
