// A reply as a tree of semantic nodes: no colours, no columns, no platform's words. Each platform maps every kind.

/** A button or a numbered choice stands for a command line. */
export interface Action {
  readonly label: string;
  readonly line: string;
}

export type Node =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly { readonly label: string; readonly value: string }[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: 'notice'; readonly tone: 'done' | 'warning' | 'refusal'; readonly text: string }
  /** Something to be done, with its buttons beside it; `about` names what its buttons would settle. */
  | {
      readonly kind: 'task';
      readonly text: string;
      readonly actions: readonly Action[];
      readonly about?: string;
    }
  /** One of many lines, chosen from a list. */
  | { readonly kind: 'menu'; readonly label: string; readonly actions: readonly Action[] }
  | { readonly kind: 'divider' }
  | { readonly kind: 'actions'; readonly actions: readonly Action[] };

export type View = readonly Node[];

/** What a platform must have: an output for every kind. A forgotten kind does not compile. */
export type Renderer<Out> = { readonly [K in Node['kind']]: (node: Extract<Node, { kind: K }>) => Out };

/** Every node through its renderer, in order. */
export function renderWith<Out>(renderer: Renderer<Out>, view: View): Out[] {
  return view.map((node) => (renderer[node.kind] as (node: Node) => Out)(node));
}

export const heading = (text: string): Node => ({ kind: 'heading', text });
export const text = (words: string): Node => ({ kind: 'text', text: words });
export const list = (items: readonly string[]): Node => ({ kind: 'list', items });
export const done = (words: string): Node => ({ kind: 'notice', tone: 'done', text: words });
export const warning = (words: string): Node => ({ kind: 'notice', tone: 'warning', text: words });
export const divider: Node = { kind: 'divider' };

export type TaskNode = Extract<Node, { kind: 'task' }>;

export const task = (words: string, ...list: readonly Action[]): TaskNode => ({
  kind: 'task',
  text: words,
  actions: list,
});

export function facts(pairs: Readonly<Record<string, string | null | undefined>>): Node {
  const known = Object.entries(pairs).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return { kind: 'facts', facts: known.map(([label, value]) => ({ label, value })) };
}

export function table(columns: readonly string[], rows: readonly (readonly string[])[]): Node {
  return { kind: 'table', columns, rows };
}

/** Lines that the reader can type or press next. */
export function actions(...list: readonly Action[]): Node {
  return { kind: 'actions', actions: list };
}
