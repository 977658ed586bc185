import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { Organisation } from '../support/builders';
import { launchChromium } from '../support/chromium';
import { startPlatform, type Platform } from '../support/platform';
import { WorkspacePage } from '../support/workspace-page';

const WEB = path.resolve(__dirname, '../../dist/web');

/** What injected markup and script would try. */
const HOSTILE = `
  const put = (html) => document.body.append(document.createRange().createContextualFragment(html));
  put('<script>document.title = "taken"</' + 'script>');
  put('<img src="data:," onerror="document.title = \\'taken\\'">');
  put('<script src="https://evil.example/a.js"></' + 'script>');
  put('<iframe src="https://evil.example/"></iframe>');
  put('<object data="https://evil.example/"></object>');
  put('<a href="javascript:document.title=\\'taken\\'" id="link">x</a>');
  document.getElementById('link').click();
  fetch('https://evil.example/', { mode: 'no-cors' }).catch(() => undefined);
  new Worker(URL.createObjectURL(new Blob(['fetch("https://evil.example/")'])));
  new Function('document.title = "taken"')();
`;

/** The policy is as narrow as it is because nothing here complains. */
describe('the content security policy, in a real browser on the built web', () => {
  let platform: Platform;
  let chromium: Browser;

  beforeAll(async () => {
    if (!existsSync(path.join(WEB, 'index.html')))
      throw new Error('the pages are not built; "npm test" builds them');
    platform = await startPlatform({ webDir: WEB });
    chromium = await launchChromium();
  });

  afterAll(async () => {
    await chromium.close();
    await platform.close();
  });

  /** A page that writes down what the policy has stopped. */
  const watchedPage = async () => {
    const page = await (await chromium.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    const stopped: string[] = [];
    await page.exposeFunction('noteStopped', (what: string) => stopped.push(what));
    await page.addInitScript(`addEventListener('securitypolicyviolation', (event) =>
      noteStopped(event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sample))`);
    page.on('console', (message) => {
      if (/Content.Security.Policy|Permissions.Policy/i.test(message.text())) stopped.push(message.text());
    });
    return { page, stopped };
  };

  it('lets Monaco live: editor, icons, and the workers that check the code', async () => {
    const { token } = await (await Organisation.with(platform)).invite();
    const { page, stopped } = await watchedPage();
    const workers: string[] = [];
    page.on('worker', (worker) => workers.push(worker.url()));
    const workspace = new WorkspacePage(page);
    await page.goto(`${platform.url}/invitation#${token}`);
    await page.getByRole('button', { name: /^start/i }).click();
    await page
      .getByRole('link', { name: /payments/i })
      .or(page.getByTestId('editor'))
      .first()
      .click();
    await workspace.editorReady();
    await workspace.replaceText('const count = ;\n');
    // Underlined by the language's worker.
    await page.locator('[data-testid=editor] .squiggly-error').first().waitFor({ timeout: 60_000 });
    expect(workers.some((url) => url.includes('ts.worker'))).toBe(true);
    expect(stopped).toEqual([]);
  });

  it('lets the description of the API be read', async () => {
    const { page, stopped } = await watchedPage();
    await page.goto(`${platform.url}/api/docs`);
    await page.getByText('/api/attempts/{id}/submissions').first().waitFor();
    expect(stopped).toEqual([]);
  });

  it('stops what is not ours: script in the page, from elsewhere or made of text, frames, forms', async () => {
    const { page, stopped } = await watchedPage();
    await page.goto(platform.url);
    // A moment later, since what a debugger evaluates is let through.
    await page.evaluate(`setTimeout(() => { ${HOSTILE} }, 0)`);
    await page.waitForTimeout(500);
    expect(await page.title()).not.toBe('taken');
    const stops = stopped.join('\n');
    for (const what of [
      'script-src-elem inline',
      'script-src-attr',
      'script-src-elem https://evil',
      'frame-src',
    ]) {
      expect(stops).toContain(what);
    }
    expect(stops).toMatch(/object-src|frame-src https:\/\/evil/);
    expect(stops).toContain('connect-src https://evil.example');
    expect(stops).toContain('worker-src blob');
    expect(stops).toContain('script-src eval');
  });

  it('lets nobody frame a page', async () => {
    const { page } = await watchedPage();
    await page.route('https://elsewhere.example/', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<iframe src="${platform.url}/manage"></iframe>` }),
    );
    await page.goto('https://elsewhere.example/');
    await page.waitForTimeout(500);
    const framed = page.frames().find((frame) => frame !== page.mainFrame());
    expect(framed?.url() ?? '').not.toContain(platform.url);
  });
});
