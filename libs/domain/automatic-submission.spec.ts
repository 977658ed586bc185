import fc from 'fast-check';
import { sameFiles, workToHandIn } from './automatic-submission';

const main = { path: 'main.ts', content: 'listen();' };
const helper = { path: 'lib/helper.ts', content: 'export {};' };
const early = { language: 'typescript', files: [main], savedAt: new Date(1) };
const late = { language: 'python', files: [{ path: 'main.py', content: 'listen()' }], savedAt: new Date(2) };

describe('what is handed in at the end', () => {
  it('is the work saved last', () => {
    expect(workToHandIn([late, early], undefined)).toBe(late);
    expect(workToHandIn([early, late], { language: 'typescript', files: [main] })).toBe(late);
  });

  it('is nothing when it was submitted already, or nothing was written', () => {
    expect(workToHandIn([], undefined)).toBeUndefined();
    expect(workToHandIn([early], { language: 'typescript', files: [main] })).toBeUndefined();
    expect(
      workToHandIn([{ ...early, files: [{ path: 'main.ts', content: ' \n' }] }], undefined),
    ).toBeUndefined();
    expect(workToHandIn([{ ...early, files: [] }], undefined)).toBeUndefined();
  });

  it('counts another language with the same files as different work', () => {
    expect(workToHandIn([early], { language: 'javascript', files: [main] })).toBe(early);
  });
});

describe('sameFiles', () => {
  it('does not care for the order', () => {
    expect(sameFiles([main, helper], [helper, main])).toBe(true);
  });

  it('sees each difference', () => {
    expect(sameFiles([main], [main, helper])).toBe(false);
    expect(sameFiles([main, helper], [main])).toBe(false);
    expect(sameFiles([main], [{ ...main, path: 'index.ts' }])).toBe(false);
    fc.assert(
      fc.property(fc.string(), fc.string(), (left, right) => {
        expect(sameFiles([{ path: 'a', content: left }], [{ path: 'a', content: right }])).toBe(
          left === right,
        );
      }),
    );
  });
});
