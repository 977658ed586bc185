import { Slot, type Sandbox } from '@assay/sandbox';
import { describeWithImage } from '../support/images';
import { openTestSandbox, subjectFiles } from '../support/sandbox';
import { bareTrial, planOf, reportIn } from '../support/trial';

jest.setTimeout(60_000);

describeWithImage('runtime-python', 'what the waiting process of Python has done ahead', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await openTestSandbox();
  });
  afterAll(() => sandbox.pool.close());

  it('leaves nothing that a program could meet, and takes no name from its files', async () => {
    const files = [
      ...subjectFiles('warm_traces.py'),
      { path: 'redis.py', content: 'NAME = "redis.py of the program"\n' },
      { path: 'jwt/__init__.py', content: 'NAME = "jwt of the program"\n' },
      // No package: the library of this name is the one that is imported.
      { path: 'html/readme.txt', content: 'A folder of pages.\n' },
    ];
    const slot = await Slot.prepare(sandbox.host, await planOf(sandbox, await bareTrial(), 'python'));
    try {
      expect(await reportIn(slot, 'python', files, 'main.py')).toEqual({
        own: ['redis.py of the program', 'jwt of the program'],
        library: '&lt;',
        hooks: [true, true],
        threads: ['MainThread'],
        loop: false,
        django: false,
        collector: true,
        launcher: [],
        path: '/app',
      });
    } finally {
      await slot.destroy();
    }
  });
});
