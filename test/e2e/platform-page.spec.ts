import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium';
import { Stack } from '../support/stack';
import { WorkspacePage } from '../support/workspace-page';

const WIDTHS = [390, 768, 1280, 1680];

/** What operators and candidates see of images that are not there yet, in a real browser. */
describe('images that are being prepared or off, on the pages', () => {
  let stack: Stack;
  let chromium: Browser;
  let stateDir: string;
  const open: BrowserContext[] = [];

  beforeAll(async () => {
    stateDir = await mkdtemp(path.join(tmpdir(), 'assay-state-'));
    await mkdir(path.join(stateDir, 'images'));
    await says('runtime-node', 'building');
    await says(
      'runtime-python',
      'off',
      "what it is made from can't be fetched (no such host mirror.invalid)",
    );
    [stack, chromium] = await Promise.all([Stack.start({ env: { STATE_DIR: stateDir } }), launchChromium()]);
  });

  afterAll(async () => {
    await Promise.all(open.map((context) => context.close()));
    await chromium.close();
    await stack.stop();
    await rm(stateDir, { recursive: true, force: true });
  });

  /** As the builder of images writes it, with this process as the builder. */
  async function says(name: string, state: 'building' | 'ready' | 'off', reason?: string): Promise<void> {
    const stat = readFileSync(`/proc/${String(process.pid)}/stat`, 'latin1');
    const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    const by = { pid: process.pid, birth: `${boot}:${started}` };
    await writeFile(path.join(stateDir, 'images', `${name}.json`), JSON.stringify({ state, reason, by }));
  }

  async function newPage(): Promise<Page> {
    const context = await chromium.newContext({ viewport: { width: 1280, height: 900 } });
    open.push(context);
    return context.newPage();
  }

  /** In both themes, at each width: nothing sticks out, and axe finds nothing. */
  async function looksRight(page: Page): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        const over = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
        expect(over).toBe(0);
        // What axe looks at changes with the layout, of which there are two.
        if (width !== 390 && width !== 1280) continue;
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
      }
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  }

  it('an operator sees state, reason, size and what comes with each', async () => {
    const page = await newPage();
    await page.goto(`${stack.url}/manage`);
    await page.getByLabel(/e-mail/i).fill(stack.managerEmail);
    await page.getByLabel(/password/i).fill(stack.managerPassword);
    await page.getByRole('button', { name: /sign in/i }).click();
    await page.getByRole('link', { name: 'Platform' }).click();

    const part = (id: string) => page.locator(`[data-testid=platform-part][data-part=${id}]`);
    await part('python').and(page.locator('[data-state=off]')).waitFor();
    expect(await part('python').innerText()).toContain('no such host mirror.invalid');
    await part('node').and(page.locator('[data-state=building]')).waitFor();
    expect(await part('postgresql').innerText()).toMatch(/Ready[\s\S]*\d+ MB[\s\S]*\d+ MiB/);
    await part('node')
      .getByText(/frameworks and libraries/)
      .click();
    expect(await part('node').innerText()).toContain('Express');
    await looksRight(page);

    await says('runtime-node', 'ready');
    await part('node').and(page.locator('[data-state=ready]')).waitFor({ timeout: 20_000 });
    await says('runtime-node', 'building');
    await part('node').and(page.locator('[data-state=building]')).waitFor({ timeout: 20_000 });
  });

  it('a candidate is told before the start, and at work; a run waits, says why, and goes on by itself', async () => {
    const page = await newPage();
    const workspace = new WorkspacePage(page);
    await page.goto(stack.candidateUrl);
    const notReady = page.getByRole('list', { name: 'Languages that are not ready' }).first();
    await notReady.waitFor();
    expect(await notReady.innerText()).toMatch(/TypeScript, JavaScript: Node \d+ is being prepared/);
    // Why, but nothing of hosts.
    expect(await notReady.innerText()).toMatch(
      /Python can’t be chosen\. Python \S+ is off: what it is made from/,
    );
    expect(await notReady.innerText()).not.toContain('mirror.invalid');
    await looksRight(page);

    await page.getByRole('button', { name: /^start/i }).click();
    await workspace.editorReady();
    expect(await page.getByTestId('language-notice').innerText()).toContain('is being prepared');
    await page.getByRole('button', { name: /^Language:/ }).click();
    const python = page.getByRole('menuitemradio', { name: /^Python/ });
    expect(await python.getAttribute('aria-disabled')).toBe('true');
    expect(await python.innerText()).toContain('is off');
    await page.keyboard.press('Escape');

    await workspace.run();
    await page.getByText('It waits, and goes on by itself').waitFor({ timeout: 20_000 });
    await looksRight(page);

    await says('runtime-node', 'ready');
    await page.getByTestId('run-outcome').waitFor({ timeout: 90_000 });
    await page.getByTestId('language-notice').waitFor({ state: 'detached' });
  });

  it('a language that goes off under a candidate can’t be run any more, and the page says so plainly', async () => {
    const [context] = open.slice(-1);
    const [page] = context?.pages() ?? [];
    if (page === undefined) throw new Error('the page of the candidate is gone');
    await says('runtime-node', 'off', 'npm does not answer');
    const notice = page.getByTestId('language-notice');
    await notice.waitFor({ timeout: 20_000 });
    expect(await notice.innerText()).toMatch(/can’t be judged at the moment[\s\S]*has no other language/);
    expect(await page.getByRole('button', { name: 'Run', exact: true }).isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: 'Submit', exact: true }).isDisabled()).toBe(true);
    await looksRight(page);
  });
});
