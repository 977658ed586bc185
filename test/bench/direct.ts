import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { LoadedChallenge } from '@assay/challenges';
import { createJudging, type Judging } from '@assay/judging';
import type { Contender, Judged } from './contender';
import type { BenchEnvironment } from './environment';
import type { Leftovers } from './leftovers';

/** libs/judging in this process: what the sandbox takes, without API, queue and database. */
export class DirectSide implements Contender {
  constructor(
    private readonly judging: Judging,
    private readonly challenge: LoadedChallenge,
    private readonly language: string,
    /** Its name in the challenge. */
    private readonly reference: string,
  ) {}

  async ready(): Promise<void> {
    await this.judging.warm(this.challenge, this.language);
    await this.judging.settled();
  }

  async submit(): Promise<Judged> {
    const began = performance.now();
    let firstResultMs: number | undefined;
    const verdict = await this.judging.judge(
      {
        challenge: this.challenge,
        language: this.language,
        files: this.challenge.references[this.reference] ?? [],
        seed: randomBytes(16).toString('hex'),
        mode: 'submission',
      },
      {
        onEvent: (event) => {
          if (event.type === 'test') firstResultMs ??= performance.now() - began;
        },
      },
    );
    const totalMs = performance.now() - began;
    return {
      totalMs,
      firstResultMs: firstResultMs ?? totalMs,
      phases: verdict.phases,
      failed: verdict.tests.filter((test) => test.status !== 'passed').map((test) => test.id),
      more: {},
    };
  }
}

/** Opens the sandbox. Its slots are destroyed with the leftovers. */
export async function openDirect(environment: BenchEnvironment, leftovers: Leftovers): Promise<Judging> {
  const judging = await createJudging({
    dockerHost: environment.dockerHost,
    directory: environment.sandboxDir,
    memoryBudget: undefined,
    ociRuntime: undefined,
    proofFile: path.join(environment.root, '.assay/lockdown-proof.json'),
    log: (message) => process.stderr.write(`${message}\n`),
  });
  leftovers.add('the sandbox', () => judging.close());
  return judging;
}
