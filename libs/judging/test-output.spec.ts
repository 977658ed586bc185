import type { TestResult } from '@assay/contracts';
import { OutputCapture } from '../sandbox/output-capture';
import { TestOutput } from './test-output';

const result = (id: string, part: Partial<TestResult>): TestResult => ({
  id,
  title: id,
  group: 'group',
  requirements: [],
  visibility: 'hidden',
  status: 'passed',
  durationMs: 1,
  ...part,
});

function subject(): { output: OutputCapture; print: (text: string) => void } {
  const output = new OutputCapture(1_000, () => undefined);
  return {
    output,
    print: (text) => {
      output.add(Buffer.from(text));
    },
  };
}

describe('the output of a test', () => {
  it('is what came between its begin and its end', () => {
    const one = subject();
    const output = new TestOutput([one]);
    one.print('start ');
    output.begin(true);
    one.print('first ');
    const first = result('first', {});
    expect(output.end(first)).toBeUndefined();
    expect(first.output).toBe('first ');
  });

  it('of a passed one holds what comes after its result, up to the next test', () => {
    const one = subject();
    const output = new TestOutput([one]);
    output.begin(true);
    const first = result('first', {});
    void output.end(first);
    expect(first.output).toBeUndefined();
    one.print('late ');
    output.begin(true);
    one.print('second ');
    const second = result('second', {});
    void output.end(second);
    one.print('and last');
    output.close();
    expect([first.output, second.output]).toEqual(['late ', 'second and last']);
  });

  it('of a failed one is waited for', async () => {
    const one = subject();
    const output = new TestOutput([one]);
    output.begin(true);
    const failed = result('failed', { status: 'failed' });
    const settled = output.end(failed);
    one.print('a trace');
    await settled;
    expect(failed.output).toBe('a trace');
  });

  it.each(['passed', 'failed'] as const)(
    'of a sample one that %s holds nothing that a hidden test made the program print',
    async (status) => {
      const one = subject();
      const output = new TestOutput([one]);
      output.begin(false);
      one.print('sample');
      const sample = result('sample', { status, visibility: 'sample' });
      const settled = output.end(sample);
      output.begin(true);
      one.print('GET /hidden');
      await settled;
      output.close();
      expect(sample.output).toBe('sample');
    },
  );

  it('tells instances apart', () => {
    const [one, two] = [subject(), subject()];
    const output = new TestOutput([one, two]);
    output.begin(true);
    two.print('here');
    const first = result('first', {});
    void output.end(first);
    expect(first.output).toBe('[instance 2]\nhere');
  });

  it('of one that never ended is what came since it began', () => {
    const one = subject();
    const output = new TestOutput([one]);
    one.print('start ');
    output.begin(true);
    one.print('stuck');
    const [running, all] = [
      result('running', { status: 'timeout' }),
      result('all', { status: 'error' }),
    ] as const;
    output.close();
    output.abandon(running);
    output.all(all);
    expect([running.output, all.output]).toEqual(['stuck', 'start stuck']);
  });
});
