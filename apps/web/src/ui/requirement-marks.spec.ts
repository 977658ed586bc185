import type { Element, Root } from 'hast';
import { markRequirements } from './requirement-marks';

const mark = (root: Root): Root => {
  markRequirements()(root);
  return root;
};
const element = (tagName: string, ...children: Element['children']): Element => ({
  type: 'element',
  tagName,
  properties: {},
  children,
});
const text = (value: string) => ({ type: 'text' as const, value });

describe('requirement ids in a statement', () => {
  it('become badges wherever they stand in text', () => {
    const root = mark({ type: 'root', children: [element('p', text('Must [R1] and [R12].'))] });
    const badge = (id: string) => ({
      ...element('span', text(id)),
      properties: { className: ['requirement'] },
    });
    expect((root.children[0] as Element).children).toEqual([
      text('Must '),
      badge('R1'),
      text(' and '),
      badge('R12'),
      text('.'),
    ]);
  });

  it('stay as they are in code, and what only looks alike stays too', () => {
    const code = element('p', element('code', text('a[R1]')), text('[R0] [RX] [r1]'));
    expect(
      (mark({ type: 'root', children: [structuredClone(code)] }).children[0] as Element).children,
    ).toEqual(code.children);
  });
});
