import path from 'node:path';
import type { Browser } from 'playwright-core';
import { Organisation } from '../support/builders';
import { launchChromium } from '../support/chromium';
import { startPlatform, type Platform } from '../support/platform';

describe('signing out, on the built pages', () => {
  let platform: Platform;
  let chromium: Browser;

  beforeAll(async () => {
    platform = await startPlatform({ webDir: path.resolve(__dirname, '../../dist/web') });
    chromium = await launchChromium();
  });

  afterAll(async () => {
    await chromium.close();
    await platform.close();
  });

  it.each([
    [/in this browser/i, 200],
    [/everywhere/i, 401],
  ])('%s: another browser is answered %i', async (choice, status) => {
    const organisation = await Organisation.with(platform);
    const elsewhere = await organisation.manager();
    const page = await (await chromium.newContext()).newPage();
    await page.goto(`${platform.url}/manage`);
    await page.getByLabel(/e-mail/i).fill(organisation.managerEmail);
    await page.getByLabel(/password/i).fill(organisation.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('menuitem', { name: choice }).click();
    await page.getByRole('heading', { name: /sign in/i }).waitFor();
    expect(await page.context().cookies()).toEqual([]);
    expect((await elsewhere.get('/api/sessions/current')).status).toBe(status);
  });
});
