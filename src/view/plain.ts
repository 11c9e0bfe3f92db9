// A view as plain text: the console, notifications and screen readers.
import { type Renderer, renderWith, type View } from './nodes.ts';

const renderer: Renderer<string> = {
  heading: (node) => `${node.text}\n${'─'.repeat([...node.text].length)}`,
  text: (node) => node.text,
  facts: ({ facts }) => {
    const width = Math.max(0, ...facts.map((fact) => [...fact.label].length));
    return facts.map((fact) => `${pad(`${fact.label}:`, width + 1)} ${fact.value}`).join('\n');
  },
  list: (node) => node.items.map((item) => `• ${item}`).join('\n'),
  table: ({ columns, rows }) => {
    const widths = columns.map((column, index) =>
      Math.max(...[column, ...rows.map((row) => row[index] ?? '')].map((cell) => [...cell].length)),
    );
    const line = (cells: readonly string[]) =>
      cells
        .map((cell, index) => pad(cell, widths[index] ?? 0))
        .join('  ')
        .trimEnd();
    return [line(columns), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
  },
  notice: (node) => `${{ done: '✓', warning: '!', refusal: '✗' }[node.tone]} ${node.text}`,
  task: ({ text, actions }) =>
    [`• ${text}`, ...actions.map((action) => `  → ${action.label}: ${action.line}`)].join('\n'),
  menu: ({ label, actions }) => `${label}: ${actions.map((action) => action.label).join(' · ')}`,
  divider: () => '',
  actions: (node) => node.actions.map((action) => `→ ${action.label}: ${action.line}`).join('\n'),
};

export function plain(view: View): string {
  return renderWith(renderer, view).join('\n');
}

function pad(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - [...cell].length));
}
