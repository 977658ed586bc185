import { createJudging, type Judging } from '@assay/judging';
import type { CliEnvironment } from './environment';

/** The sandbox as the commands use it: what the worker uses, with the lock-down's proof kept between commands. */
export function openJudging(environment: CliEnvironment): Promise<Judging> {
  return createJudging({
    dockerHost: environment.dockerHost,
    directory: environment.sandboxDir,
    memoryBudget: environment.sandboxMemoryBudget,
    ociRuntime: environment.sandboxRuntime,
    proofFile: environment.proofFile,
    log: (message) => process.stderr.write(`${message}\n`),
  });
}
