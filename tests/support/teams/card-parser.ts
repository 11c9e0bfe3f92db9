// Microsoft's own parser and renderer of cards, `adaptivecards` 3.0.6, in a window of its own: nothing of it is global here.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { JSDOM } from 'jsdom';

const require = createRequire(import.meta.url);

export interface Drawable {
  readonly text: string;
  readonly html: string;
  /** The names of the elements that a selector finds, in lower case. */
  found(selector: string): string[];
}

interface Event {
  readonly message: string;
}
interface ParsedCard {
  parse(json: unknown, context: object): void;
  validateProperties(): { readonly validationEvents: readonly Event[] };
  render(): HTMLElementLike | undefined;
  hostConfig: unknown;
}
interface HTMLElementLike {
  readonly textContent: string | null;
  readonly outerHTML: string;
  querySelectorAll(selector: string): Iterable<{ readonly tagName: string }>;
}
interface AdaptiveCards {
  readonly AdaptiveCard: {
    new (): ParsedCard;
    onProcessMarkdown: (text: string, result: { outputHtml: string; didProcess: boolean }) => void;
  };
  readonly SerializationContext: new () => {
    readonly eventCount: number;
    getEventAt(index: number): Event;
  };
}

/** jsdom lacks the first, draws nothing by the second, and takes most of its time for the third, at which nobody looks. */
const stubs = `
  window.ResizeObserver = class { observe() {} unobserve() {} disconnect() {} };
  Object.defineProperty(HTMLElement.prototype, 'innerText', {
    get() { return this.textContent; },
    set(text) { this.textContent = text; },
  });
  const styles = new WeakMap();
  Object.defineProperty(HTMLElement.prototype, 'style', {
    get() {
      if (!styles.has(this)) styles.set(this, { setProperty() {}, removeProperty() {} });
      return styles.get(this);
    },
  });
`;

function load(): AdaptiveCards {
  const { window } = new JSDOM('', { runScripts: 'outside-only', pretendToBeVisual: true });
  // The entry for modules has imports that Node does not resolve.
  const file = require.resolve('adaptivecards/dist/adaptivecards.js');
  window.eval(stubs);
  window.eval(readFileSync(file, 'utf8'));
  const loaded: AdaptiveCards = window.AdaptiveCards;
  loaded.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = liberal(text);
    result.didProcess = true;
  };
  return loaded;
}

/** Sees markdown, HTML, links and mentions wherever any client might. */
function liberal(text: string): string {
  return text
    .replace(/!?\[([^\]]*)\]\(([^)]*)\)/g, '<a href="$2">$1</a>')
    .replace(/(?:https?:\/\/|www\.)\S+|\b[\w-]+\.[a-z]{2,}\b|\S+@\S+/g, '<a>$&</a>')
    .replace(/([*_~\x60]+)(.+?)\1/g, '<strong>$2</strong>')
    .replace(/^\s*(?:[-+*•]|\d+[.)])\s+(.*)$/gm, '<li>$1</li>')
    .replace(/^\s*(?:#+|>)\s*(.*)$/gm, '<h1>$1</h1>')
    .replace(/\\/g, '');
}

const parser = load();

/** What the parser complains of. */
export function parserProblems(json: unknown): string[] {
  const { card, problems } = parsed(json);
  return [
    ...problems,
    ...card.validateProperties().validationEvents.map(({ message }) => `parser: ${message}`),
  ];
}

/** As it is drawn; where it cannot be, nothing is shown. */
export function drawnIn(json: unknown): Drawable {
  const element = parsed(json).card.render();
  return {
    text: element?.textContent ?? '',
    html: element?.outerHTML ?? '',
    found: (selector) =>
      [...(element?.querySelectorAll(selector) ?? [])].map(({ tagName }) => tagName.toLowerCase()),
  };
}

function parsed(json: unknown): { card: ParsedCard; problems: string[] } {
  const card = new parser.AdaptiveCard();
  const context = new parser.SerializationContext();
  card.parse(json, context);
  const problems = Array.from(
    { length: context.eventCount },
    (_, index) => `parser: ${context.getEventAt(index).message}`,
  );
  return { card, problems };
}
