import type { SourceFile } from '@assay/contracts';
import type { Locator, Page } from 'playwright-core';

/** The candidate's workspace, driven as a person drives it: by keyboard, by names that are on the screen. */
export class WorkspacePage {
  constructor(readonly page: Page) {}

  get tests(): Locator {
    return this.page.getByTestId('test-row');
  }

  get score(): Locator {
    return this.page.getByTestId('score');
  }

  get saveState(): Locator {
    return this.page.getByTestId('save-state');
  }

  /** Opens the link, reads the rules, starts, and waits for the editor. */
  async start(link: string): Promise<void> {
    await this.page.goto(link);
    await this.page.getByRole('button', { name: /^start/i }).click();
    await this.editorReady();
  }

  async editorReady(): Promise<void> {
    await this.page
      .locator('[data-testid=editor][data-editor=ready] .monaco-editor')
      .first()
      .waitFor({ timeout: 60_000 });
  }

  async chooseLanguage(name: string): Promise<void> {
    await this.page.getByRole('button', { name: /^Language:/ }).click();
    await this.page.getByRole('menuitemradio', { name: new RegExp(`^${name}`) }).click();
    await this.editorReady();
  }

  /** Types each file into Monaco, in a new file where there is none of that name. */
  async type(files: readonly SourceFile[]): Promise<void> {
    for (const file of files) {
      await this.open(file.path);
      await this.replaceText(file.content);
    }
    await this.saved();
  }

  /** Replaces the whole text of the open file. */
  async replaceText(text: string): Promise<void> {
    // At a place of the pane, whatever is scrolled into it.
    await this.page.locator('[data-testid=editor][data-editor=ready]').click({ position: { x: 150, y: 60 } });
    await this.page.locator('[data-testid=editor] .monaco-editor.focused').waitFor();
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.press('Delete');
    await this.page.keyboard.insertText(text);
  }

  async open(path: string): Promise<void> {
    const tree = this.page.getByRole('navigation', { name: 'Files' });
    if (!(await tree.isVisible())) await this.page.getByRole('button', { name: /^Show \d+ files/ }).click();
    const entry = tree.locator(`[title="${path}"]`);
    if ((await entry.count()) === 0) {
      await tree.getByRole('button', { name: 'New file' }).click();
      const dialog = this.page.getByRole('dialog');
      await dialog.getByLabel('Path').fill(path);
      await dialog.getByRole('button', { name: /create|add/i }).click();
      await dialog.waitFor({ state: 'hidden' });
    } else {
      await entry.click();
    }
    await this.page.getByRole('list', { name: 'Open files' }).getByTitle(path, { exact: true }).waitFor();
  }

  /** Waits until the server has what is on the screen. */
  async saved(): Promise<void> {
    await this.page.locator('[data-testid=save-state][data-state=saved]').waitFor({ timeout: 20_000 });
  }

  async run(): Promise<void> {
    await this.page.getByRole('button', { name: 'Run', exact: true }).click();
  }

  async submit(): Promise<void> {
    await this.page.getByRole('button', { name: 'Submit', exact: true }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Submit', exact: true }).click();
  }

  /** The text that Monaco shows, top of the file. */
  async visibleText(): Promise<string> {
    const text = await this.page.locator('[data-testid=editor] .monaco-editor .view-lines').innerText();
    return text.replaceAll('\u00a0', ' ');
  }
}
