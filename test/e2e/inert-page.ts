import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContext, Page } from 'playwright-core';
import { CANARY, ELSEWHERE } from './hostile-bytes';

/** What no page makes by itself, so it can only have been made out of a candidate's text. */
const FOREIGN_ELEMENTS = [
  'iframe, object, embed, base, meta[http-equiv=refresh], form[action]',
  `[src*="${ELSEWHERE}"], [href*="${ELSEWHERE}"], [srcdoc]`,
  '[href^="javascript:" i], [onerror], [onload], [onclick]',
].join(', ');

/**
 * What must not stand in a page as it is: it hides, or shows what follows elsewhere. Monaco marks it in a way of its own,
 * and is looked at by itself.
 */
const RAW_SIGNS = String.raw`[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]`;

const WIDTHS = [390, 1280];

/** A page that keeps a record of all that a text could have brought about. */
export class InertPage {
  /** What happened that should not: scripts, dialogs, requests to elsewhere, refusals by the content security policy. */
  readonly happened: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly origin: string,
  ) {
    page.on('dialog', (dialog) => {
      this.happened.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('pageerror', (error) => this.happened.push(`error: ${error.message}`));
    page.on('popup', () => this.happened.push('a window opened'));
    page.on('console', (message) => {
      if (message.type() === 'error') this.happened.push(`console: ${message.text()}`);
    });
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.origin !== this.origin && !['data:', 'blob:'].includes(url.protocol))
        this.happened.push(`request: ${request.url()}`);
    });
  }

  static async open(context: BrowserContext, origin: string): Promise<InertPage> {
    return new InertPage(await context.newPage(), new URL(origin).origin);
  }

  /** In both themes, at each width: nothing has run, nothing was made out of a text, nothing hides and nothing sticks out. */
  async expectInert(): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await this.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const width of WIDTHS) {
        await this.page.setViewportSize({ width, height: 900 });
        expect(await this.found()).toEqual({
          canary: false,
          elements: [],
          signs: [],
          title: false,
          sticksOut: 0,
        });
      }
      await this.settled();
      // Marks are to be read too: their contrast, and what a screen reader makes of them.
      const { violations } = await new AxeBuilder({ page: this.page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
    }
    expect(this.happened).toEqual([]);
  }

  /** When the colours of the other theme have come over; what turns round for ever is not waited for. */
  private async settled(): Promise<void> {
    await this.page.evaluate(`Promise.allSettled(document.getAnimations()
      .filter((one) => one.effect.getTiming().iterations !== Infinity).map((one) => one.finished))`);
  }

  private found(): Promise<unknown> {
    return this.page.evaluate(`(() => {
      const raw = new RegExp(${JSON.stringify(RAW_SIGNS)}, 'u');
      const signs = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const { data, parentElement } = walker.currentNode;
        if (parentElement.closest('.monaco-editor, script, style') === null && raw.test(data))
          signs.push(data.slice(0, 60));
      }
      return {
        canary: ${JSON.stringify(CANARY)} in window,
        elements: [...document.querySelectorAll(${JSON.stringify(FOREIGN_ELEMENTS)})].map((one) => one.outerHTML.slice(0, 120)),
        signs,
        title: raw.test(document.title),
        sticksOut: document.documentElement.scrollWidth - window.innerWidth,
      };
    })()`);
  }
}
