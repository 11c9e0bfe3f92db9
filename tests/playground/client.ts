// Microsoft's client as somebody sits before it: what they write, press and fill in, and what the window then shows.
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

export interface Client {
  /** A conversation by the name that the client shows: `Personal Chat`, `Sekretariatet - Register`. */
  opens(conversation: string): Promise<void>;
  says(text: string): Promise<void>;
  /** With a mention of the bot before it; in a channel a post of its own. */
  mentions(text: string): Promise<void>;
  /** The newest card that says this, once it is there. */
  card(words: string): Promise<Locator>;
  /** The newest words outside cards, once they are there. */
  line(words: string): Promise<Locator>;
  /** No card here says this, or none any more. */
  gone(words: string): Promise<void>;
  /** How many messages there are that say this, in cards or outside. */
  count(words: string): Promise<number>;
  presses(card: Locator, button: string): Promise<void>;
  /** By typing it, which finds it in long lists. */
  chooses(card: Locator, field: string, choice: string): Promise<void>;
  fills(card: Locator, field: string, text: string): Promise<void>;
  /** The message extension's action on the newest message of the asker's own that says this; its window. */
  acts(message: string, command: string): Promise<Locator>;
  /** A picture of the window, in the folder of pictures. */
  shows(picture: string): Promise<void>;
}

/** The person before it has opened the personal chat. */
export async function clientOn(page: Page, pictures: string): Promise<Client> {
  page.setDefaultTimeout(15_000);
  await page.getByRole('treeitem').first().waitFor();
  await page.getByTitle('Hide log panel').click();

  const composeBox = () => page.locator('[role=textbox][contenteditable=true]').first();
  const send = () =>
    page
      .getByRole('button', { name: /^(Post|Send Message)$/ })
      .first()
      .click();
  const cards = (words: string) => page.locator('.ac-adaptiveCard').filter({ hasText: words });
  const messages = (words: string) =>
    page.locator('div:has(> [aria-label="Message header"])').filter({ hasText: words });
  const newest = async (found: Locator) => {
    await found.first().waitFor();
    return found.last();
  };

  return {
    async opens(conversation) {
      await page.getByRole('treeitem', { name: conversation }).click();
      await composeBox().waitFor();
    },
    async says(text) {
      await composeBox().click();
      await page.keyboard.insertText(text);
      await send();
    },
    async mentions(text) {
      await composeBox().click();
      await page.keyboard.type('@Forl');
      await page.getByRole('menuitem', { name: 'Forløbsvagten' }).click();
      await page.keyboard.insertText(` ${text}`);
      await send();
    },
    card: (words) => newest(cards(words)),
    line: (words) => newest(page.getByText(words)),
    gone: (words) => cards(words).first().waitFor({ state: 'detached' }),
    count: (words) => messages(words).count(),
    presses: (card, button) => card.getByRole('button', { name: button, exact: true }).click(),
    async chooses(card, field, choice) {
      await card.getByLabel(field).first().click();
      await page.keyboard.type(choice);
      await page.getByRole('option', { name: choice, exact: true }).click();
    },
    fills: (card, field, text) => card.getByLabel(field).first().fill(text),
    async acts(message, command) {
      await messages(message).last().getByRole('button', { name: 'Show more information' }).click();
      await page.getByRole('menuitem', { name: 'Action Command' }).click();
      const window = page.getByRole('dialog');
      await window.getByRole('textbox', { name: 'Command ID' }).fill(command);
      await window.getByRole('button', { name: 'Create' }).click();
      return window;
    },
    async shows(picture) {
      await page.screenshot({ path: join(pictures, `${picture}.png`) });
    },
  };
}
