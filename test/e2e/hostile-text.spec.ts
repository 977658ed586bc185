import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AssessmentSummary, CreatedInvitation, SourceFile } from '@assay/contracts';
import type { Browser } from 'playwright-core';
import type { Browser as Client } from '../support/browser-session';
import { launchChromium } from '../support/chromium';
import { assay } from '../support/cli';
import { Stack } from '../support/stack';
import { WorkspacePage } from '../support/workspace-page';
import { HOSTILE_SOURCE, hostileNames, hostileProgram, MARKUP, UNBUILDABLE } from './hostile-bytes';
import { InertPage } from './inert-page';

const CHALLENGE = 'broken-login';
const SOURCE = '@x (1) [b]+c.js';
const NAME = `${MARKUP[1] ?? ''} \u202eevil`;
const FILES: SourceFile[] = [
  { path: 'main.js', content: hostileProgram() },
  { path: SOURCE, content: HOSTILE_SOURCE },
];

jest.setTimeout(240_000);

/** Whatever a candidate wrote, printed or answered, and however they are called: on every page it is text to be read. */
describe('text from candidates, on every page that shows it', () => {
  let stack: Stack;
  let chromium: Browser;
  let manager: Client;
  let candidate: InertPage;
  let workspace: WorkspacePage;
  let desk: InertPage;
  let assessmentId: string | undefined;
  let attemptId: string;

  beforeAll(async () => {
    [stack, chromium] = await Promise.all([Stack.start(), launchChromium()]);
    manager = await stack.manager();
    assessmentId = (await manager.get<AssessmentSummary[]>('/api/assessments')).body[0]?.id;
    candidate = await InertPage.open(await chromium.newContext(), stack.url);
    desk = await InertPage.open(await chromium.newContext(), stack.url);
    workspace = new WorkspacePage(candidate.page);
  });

  afterAll(async () => {
    await chromium.close();
    await stack.stop();
  });

  const invite = (candidateName: string) =>
    manager.post<CreatedInvitation>('/api/invitations', {
      assessmentId,
      candidateName,
      candidateEmail: 'candidate@assay.example',
    });

  /** As the candidate's browser sends it. @returns the answer's body */
  async function send<T>(method: 'PUT' | 'POST', place: string, data: unknown): Promise<T> {
    const url = `${stack.url}/api/attempts/${attemptId}/${place}`;
    const answer = await candidate.page.context().request.fetch(url, { method, data });
    expect(Math.floor(answer.status() / 100)).toBe(2);
    return (await answer.json()) as T;
  }

  it('names are taken as they are, but for what no database holds', async () => {
    for (const name of hostileNames) expect([name, (await invite(name)).status]).toEqual([name, 201]);
    for (const name of ['nul \0 in it', 'half a pair \ud83d'])
      expect([name, (await invite(name)).status]).toEqual([name, 400]);
  });

  it('the rules, which greet by name', async () => {
    const { body } = await invite(NAME);
    attemptId = body.attemptId;
    await candidate.page.goto(body.url);
    await candidate.page.getByText('U+202E', { exact: true }).waitFor();
    await candidate.expectInert();
  });

  it('live results: what the program printed and answered', async () => {
    await candidate.page.setViewportSize({ width: 1280, height: 900 });
    await candidate.page.getByRole('button', { name: /^start/i }).click();
    await workspace.editorReady();
    await send('PUT', `challenges/${CHALLENGE}/draft`, { language: 'javascript', revision: 0, files: FILES });
    await candidate.page.reload();
    await workspace.editorReady();
    await candidate.page.getByRole('navigation', { name: 'Challenges' }).getByText('Broken login').click();
    await workspace.editorReady();
    await workspace.open(SOURCE);
    await workspace.submit();
    await workspace.score.waitFor({ timeout: 150_000 });
    await openAll(candidate);
    const shown = (await candidate.page.locator('.test-details').allInnerTexts()).join('\n');
    for (const text of MARKUP) expect(shown).toContain(text.slice(0, 20));
    // Written out where they were judged, and so what is stored is inert already.
    for (const sign of ['\\u{202e}', '\\u{200b}', '\\u{1b}']) expect(shown).toContain(sign);
    await candidate.expectInert();
  });

  it('the lists and reviews of a manager: names, results, code', async () => {
    const unbuildable = await send<{ id: string }>('POST', 'submissions', {
      challenge: CHALLENGE,
      language: 'typescript',
      files: [{ path: 'main.ts', content: UNBUILDABLE }],
      mode: 'submission',
    });
    const { page } = desk;
    const account = { email: stack.managerEmail, password: stack.managerPassword };
    await page.context().request.post(`${stack.url}/api/sessions`, { data: account });
    await page.goto(`${stack.url}/manage`);
    await page.getByText(MARKUP[0] ?? '', { exact: true }).waitFor();
    await desk.expectInert();

    await page.locator(`a[href$="${attemptId}"]`).click();
    await page.getByRole('heading', { name: 'onerror' }).waitFor();
    await desk.expectInert();
    await page.getByRole('button', { name: /extra time/i }).click();
    await page.getByRole('dialog').waitFor();
    await desk.expectInert();
    await page.keyboard.press('Escape');

    const places = await page.locator('a[href*="/submissions/"]').all();
    const hrefs = await Promise.all(places.map((place) => place.getAttribute('href')));
    expect(hrefs).toHaveLength(2);
    for (const href of hrefs) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(stack.url + (href ?? ''));
      await page
        .locator('[data-testid=editor][data-editor=ready] .monaco-editor')
        .waitFor({ timeout: 60_000 });
      if (href?.endsWith(unbuildable.id) === true) {
        await page.locator('.diagnostics').waitFor({ timeout: 150_000 });
        expect(await page.locator('.diagnostics').innerText()).toContain('\\u{202e}');
      } else {
        await openAll(desk);
        await page.locator('.code-reader').getByText(SOURCE).click();
        await expectMarkedCode(desk);
      }
      await desk.expectInert();
    }
  });

  it('the last page, which thanks by name', async () => {
    await send('POST', 'finish', {});
    await candidate.page.reload();
    await candidate.page.getByRole('heading', { name: /thank you/i }).waitFor();
    await candidate.expectInert();
  });

  it('a terminal: what would steer it is written out', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'assay-bytes-'));
    try {
      for (const file of FILES) await writeFile(path.join(folder, file.path), file.content);
      const { code, stdout } = await assay(['judge', CHALLENGE, folder, '--language', 'javascript']);
      expect(code).toBe(0);
      expect(stdout).toContain(MARKUP[0]);
      expect(stdout).toContain('\\u{202e}');
      /* eslint-disable no-control-regex -- control characters are what is looked for */
      expect(stdout).not.toMatch(
        /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u2028-\u202e\u2066-\u2069\ufeff]/,
      );
      /* eslint-enable no-control-regex */
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

/** Opens every group and test that has something to show. */
async function openAll({ page }: InertPage): Promise<void> {
  for (const closed of ['.group-fold', '.test-line-button']) {
    const next = page.locator(`${closed}[aria-expanded=false]`).first();
    while ((await next.count()) > 0) await next.click();
  }
}

/** In the code what hides or reorders is marked, an address is no link, and a comment is no Markdown when it is pointed at. */
async function expectMarkedCode({ page }: InertPage): Promise<void> {
  const editor = page.locator('.code-reader .monaco-editor').first();
  await editor.getByText('isAdmin').first().waitFor();
  const text = await editor.locator('.view-lines').innerText();
  for (const sign of ['[U+202E]', '[U+2066]']) expect(text).toContain(sign);
  await editor.locator('.unicode-highlight').first().waitFor();
  expect(await editor.locator('.detected-link').count()).toBe(0);
  await editor.getByText('isAdmin').first().hover();
  // As long as an editor waits before it explains, and half as much again.
  await page.waitForTimeout(900);
  expect(await page.locator('.monaco-hover:visible img, .monaco-hover:visible a').count()).toBe(0);
}
