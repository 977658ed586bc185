import type { TestResult } from '@assay/contracts';
import type { Subject } from '@assay/sandbox';

/** Bytes of output kept with one test and one instance. */
const OUTPUT_MAX = 8 * 1024;

/** Output of a failing test is on its way a moment longer than its result: two streams carry them. Milliseconds. */
const LAG_MS = 4;

/** One instance of the candidate's program, as far as its output goes. */
export interface PrintingSubject {
  readonly output: Pick<Subject['output'], 'mark' | 'since'>;
}

/** Where the output of each instance stood, in bytes. */
type Marks = readonly number[];

/** A test that has ended, and whose output may still be on its way. */
interface Ended {
  readonly result: TestResult;
  readonly from: Marks;
  until?: Marks;
}

/**
 * Puts what subjects print beside the test during which they printed it. A result waits for output only where the test
 * failed, since there somebody will read it; a passed one gets what comes late in the verdict.
 */
export class TestOutput {
  private from: Marks = [];
  private ended: Ended | undefined;

  constructor(private readonly subjects: readonly PrintingSubject[]) {}

  /**
   * Notes that a test begins.
   * @param hidden then nothing that is printed from here on belongs to the test before: requests of a hidden test could
   * else be read beside a sample one
   */
  begin(hidden: boolean): void {
    const marks = this.subjects.map((subject) => subject.output.mark());
    const { ended } = this;
    if (ended !== undefined) {
      if (hidden && ended.result.visibility === 'sample') ended.until = marks;
      if (ended.result.status === 'passed') this.write({ ...ended, until: marks });
    }
    this.ended = undefined;
    this.from = marks;
  }

  /** Notes that a test ended, and writes its output into its result: at once where it passed, else after a moment. */
  end(result: TestResult): Promise<void> | undefined {
    const ended: Ended = { result, from: this.from };
    this.ended = ended;
    if (result.status === 'passed') {
      this.write(ended);
      return undefined;
    }
    return new Promise((resolve) =>
      setTimeout(() => {
        this.write(ended);
        resolve();
      }, LAG_MS),
    );
  }

  /** Notes that no test follows. What came late belongs to the last one. */
  close(): void {
    if (this.ended?.result.status === 'passed') this.write(this.ended);
    this.ended = undefined;
  }

  /** Writes into the result of a test that never ended what was printed since it began. */
  abandon(result: TestResult): void {
    this.write({ result, from: this.from });
  }

  /** Writes into a result all that was ever printed: the program never listened. */
  all(result: TestResult): void {
    this.write({ result, from: [] });
  }

  private write({ result, from, until }: Ended): void {
    const several = this.subjects.length > 1;
    const output = this.subjects
      .map((subject, index) => {
        const text = subject.output.since(from[index] ?? 0, OUTPUT_MAX, until?.[index]);
        return several && text !== '' ? `[instance ${index + 1}]\n${text}` : text;
      })
      .filter((text) => text !== '')
      .join('\n');
    if (output !== '') result.output = output;
  }
}
