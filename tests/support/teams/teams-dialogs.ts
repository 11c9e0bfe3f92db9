// The dialog that somebody has open in Teams: what it was opened by, what it shows, and what its buttons send.
import type { Person } from './fake-connector-world.ts';
import { activityOf, type Invoked, type Line } from './teams-line.ts';
import { cardIn, type Json, jsonOf } from './teams-screen.ts';

export interface Dialog {
  readonly title: string;
  readonly card: Json;
}

export interface Dialogs {
  /** The one that is open. */
  dialog(): Dialog;
  hasDialog(): boolean;
  closes(): void;
  /** As a button with that token would, there. */
  opens(token: string, conversation: string): Promise<Invoked>;
  /** »Registrér svar« on a message; without one from the command box. */
  extension(message?: { readonly attachments: readonly Json[] }, conversation?: string): Promise<Invoked>;
}

export interface OpenDialogs extends Dialogs {
  /** What was said in its place; undefined when a dialog came. */
  said(): string | undefined;
  /** By a button that asks for a dialog. */
  open(data: Json, conversation: string, more: Json): Promise<Invoked>;
  /** By a button in it. */
  submit(data: Json): Promise<Invoked>;
}

const command = 'registrerSvar';

export function createDialogs(person: Person, line: Line): OpenDialogs {
  const chat = line.parts.fake.personal(person).id;
  let shown: Dialog | undefined;
  let conversation = chat;
  let isExtension = false;
  let toast: string | undefined;

  function dialog(): Dialog {
    if (!shown) throw new Error(`${person.name} has no dialog open`);
    return shown;
  }

  /** learn.microsoft.com, "Dialogs in bots": continue shows a card, message some words. */
  async function sent(name: string, value: Json, more: Json = {}): Promise<Invoked> {
    const answer = await line.send(
      activityOf(line, person, 'invoke', conversation, { name, value, ...more }),
    );
    const { type, value: said } = jsonOf(answer.body.task);
    toast = type === 'message' ? String(said) : undefined;
    if (toast !== undefined) line.flash(person.name, toast);
    shown = undefined;
    if (type !== 'continue') return answer;
    const { title, card, height, width } = jsonOf(said);
    const content = cardIn(card);
    if (!content || typeof title !== 'string' || height === undefined || width === undefined)
      throw new Error(`no dialog: ${JSON.stringify(said).slice(0, 300)}`);
    shown = { title, card: content };
    return answer;
  }

  const context = { theme: 'default' };

  function open(data: Json, where: string, more: Json): Promise<Invoked> {
    [conversation, isExtension] = [where, false];
    return sent('task/fetch', { data, context }, more);
  }

  return {
    dialog,
    hasDialog: () => shown !== undefined,
    closes() {
      shown = undefined;
    },
    said: () => toast,
    open,
    opens: (token, where) => line.act(`${person.name} åbner et vindue`, () => open({ t: token }, where, {})),
    submit(data) {
      if (!isExtension) return sent('task/submit', { data, context });
      return sent('composeExtension/submitAction', {
        commandId: command,
        commandContext: 'message',
        data,
        context,
      });
    },
    extension(message, where = chat) {
      const what = message ? 'på en besked' : 'i kommandofeltet';
      return line.act(`${person.name} vælger Registrér svar ${what}`, () => {
        [conversation, isExtension] = [where, true];
        const messagePayload = message && {
          id: line.fresh(),
          body: { contentType: 'html', content: '' },
          ...message,
        };
        const commandContext = message ? 'message' : 'commandBox';
        const value = { commandId: command, commandContext, context, ...(message ? { messagePayload } : {}) };
        return sent('composeExtension/fetchTask', value);
      });
    },
  };
}
