import { parseArgs } from 'node:util';
import { examine } from '../doctor/examine';
import { reportText } from '../doctor/print-report';
import type { CliEnvironment } from '../environment';
import { EXIT, type ExitCode } from '../exit';

export const DOCTOR_USAGE = `assay doctor [--quick] [--json]

Looks at the engine, the machine and the lock-down, and at each runtime and service: its version, the size of its image,
what it needs, and how long it takes to start. What is off is said, with the reason. Builds and installs nothing.

  Cold    from nothing, judge and subject included, until the runtime's smallest service has answered
  Warm    in a prepared slot, from the go until it listens
  Start   of a service without data, from nothing until it accepts connections

  --quick   measures nothing, and takes the last proof of the lock-down where it is still good
  --json    one JSON document on standard output; sizes in bytes, times in milliseconds

Exits with 0 when submissions can be judged here, whatever is off; 1 when they can't; 2 when the call is wrong.`;

/** `assay doctor`. */
export async function doctorCommand(args: string[], environment: CliEnvironment): Promise<ExitCode> {
  const { values } = parseArgs({
    args,
    options: { quick: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
  });
  const note = (text: string): void => {
    if (process.stderr.isTTY) process.stderr.write(`… ${text}\n`);
  };
  const report = await examine(environment, !values.quick, note);
  process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report));
  return report.ok ? EXIT.ok : EXIT.failed;
}
