import { shortcutOf } from './shortcuts';

const press = (
  key: string,
  more: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {},
) => shortcutOf({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more });

describe('the page’s keys', () => {
  it.each([
    ['Enter', { ctrlKey: true }, 'run'],
    ['Enter', { metaKey: true }, 'run'],
    ['Enter', { ctrlKey: true, shiftKey: true }, 'submit'],
    ['s', { metaKey: true }, 'save'],
    ['S', { ctrlKey: true }, 'save'],
    ['F1', {}, 'help'],
  ])('%s with %j is %s', (key, more, id) => {
    expect(press(key, more)).toBe(id);
  });

  it.each([
    ['Enter', {}],
    ['s', {}],
    ['s', { ctrlKey: true, shiftKey: true }],
    ['Enter', { ctrlKey: true, altKey: true }],
  ])('%s with %j is the editor’s', (key, more) => {
    expect(press(key, more)).toBeUndefined();
  });
});
