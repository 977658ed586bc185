import { nearestKey } from './nearest-key';

it.each([
  ['minuts', 'minutes'],
  ['langauges', 'languages'],
  ['Title', 'title'],
  ['zzz', undefined],
])('%s stands for %s', (given, meant) => {
  expect(nearestKey(given, ['title', 'minutes', 'languages'])).toBe(meant);
});
