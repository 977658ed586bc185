import type { Element, ElementContent, Root, RootContent } from 'hast';

const MARK = /\[(R[1-9][0-9]{0,2})\]/g;

/** Turns `[R1]` in running text into a small badge. Code keeps its brackets. */
export function markRequirements() {
  return (tree: Root): void => {
    tree.children = tree.children.flatMap(marked);
  };
}

function marked(node: RootContent): RootContent[] {
  if (node.type === 'text') return splitText(node.value);
  if (node.type !== 'element' || node.tagName === 'code' || node.tagName === 'pre') return [node];
  // A text becomes texts and badges; every other node stays one: what was allowed here still is.
  node.children = node.children.flatMap(marked) as ElementContent[];
  return [node];
}

function splitText(value: string): RootContent[] {
  const parts: RootContent[] = [];
  let at = 0;
  for (const match of value.matchAll(MARK)) {
    if (match.index > at) parts.push({ type: 'text', value: value.slice(at, match.index) });
    parts.push(badge(match[1] ?? ''));
    at = match.index + match[0].length;
  }
  if (at < value.length || parts.length === 0) parts.push({ type: 'text', value: value.slice(at) });
  return parts;
}

function badge(id: string): Element {
  return {
    type: 'element',
    tagName: 'span',
    properties: { className: ['requirement'] },
    children: [{ type: 'text', value: id }],
  };
}
