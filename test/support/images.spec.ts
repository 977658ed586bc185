import type * as images from './images';

type Helper = typeof images;

/** The helper itself: what is skipped must be named with its reason, or nobody learns of it. */
describe('tests that need an image', () => {
  const before = process.env['TEST_IMAGES_ABSENT'];

  afterEach(() => {
    if (before === undefined) delete process.env['TEST_IMAGES_ABSENT'];
    else process.env['TEST_IMAGES_ABSENT'] = before;
    jest.resetModules();
  });

  /** The helper as it is where these images can't be had. */
  function helper(absent: Record<string, string>): Helper {
    process.env['TEST_IMAGES_ABSENT'] = JSON.stringify(absent);
    jest.resetModules();
    return jest.requireActual<Helper>('./images');
  }

  it('are skipped where it can’t be had, by name and with the reason', () => {
    const { describeWithImage, itWithImage, imageAbsent } = helper({
      'runtime-java': 'Maven Central does not answer',
    });
    const skipped = jest.spyOn(describe, 'skip').mockImplementation(() => undefined);
    const skippedTest = jest.spyOn(it, 'skip').mockImplementation(() => undefined);
    const tests = (): void => undefined;
    describeWithImage(['runtime-node', 'runtime-java'], 'bookshelf', tests);
    itWithImage('runtime-java', 'scores 100', () => Promise.resolve());
    const mark = "[runtime-java can't be had: Maven Central does not answer]";
    expect(skipped).toHaveBeenCalledWith(`bookshelf ${mark}`, tests);
    expect(skippedTest.mock.calls[0]?.[0]).toBe(`scores 100 ${mark}`);
    expect(imageAbsent('runtime-java')).toBe('Maven Central does not answer');
    expect(imageAbsent('runtime-node')).toBeUndefined();
  });
});
