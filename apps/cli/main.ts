import { inertText } from '@assay/contracts';
import { DOCTOR_USAGE, doctorCommand } from './commands/doctor.command';
import { IMAGES_USAGE } from './commands/images.usage';
import { JUDGE_USAGE, judgeCommand } from './commands/judge.command';
import { LINT_USAGE, lintCommand } from './commands/lint.command';
import { VERIFY_USAGE, verifyCommand } from './commands/verify.command';
import { readCliEnvironment, type CliEnvironment } from './environment';
import { EXIT, UsageError, type ExitCode } from './exit';

interface Command {
  readonly usage: string;
  readonly run: (args: string[], environment: CliEnvironment) => Promise<ExitCode>;
}

const COMMANDS: Record<string, Command> = {
  judge: { usage: JUDGE_USAGE, run: judgeCommand },
  verify: { usage: VERIFY_USAGE, run: verifyCommand },
  lint: { usage: LINT_USAGE, run: lintCommand },
  doctor: { usage: DOCTOR_USAGE, run: doctorCommand },
  images: {
    usage: IMAGES_USAGE,
    // Building needs what the set-up has: there it is run (apps/cli/bootstrap/images-command.mjs).
    run: () => Promise.reject(new UsageError('Run it as "npx assay images".')),
  },
  'data-images': {
    usage:
      'assay data-images\n\nPrints which images of base data are in use. A step of "assay images prune".',
    run: async (_, environment) =>
      (await import('./commands/data-images.command.js')).dataImagesCommand(environment),
  },
  migrate: {
    usage: 'assay migrate\n\nBrings the database at DATABASE_URL up to date.',
    // Loaded when asked for: the others need neither TypeORM nor a database.
    run: async (_, environment) =>
      (await import('./commands/migrate.command.js')).migrateCommand(environment),
  },
  seed: {
    usage: 'assay seed\n\nMakes the demo organisation, or brings it up to date.',
    run: async (_, environment) => (await import('./commands/seed.command.js')).seedCommand(environment),
  },
};

const USAGE = `assay <command>

  judge     judge a folder as a submission
  verify    prove challenges by their own references, wrong answers and cheats
  lint      check challenge folders without a sandbox
  doctor    what can be judged here, what is off and why, how fast it starts
  images    list, build and prune the images of the sandbox
  migrate   bring the database up to date
  seed      make the demo organisation

"assay <command> --help" says more.`;

async function main(argv: string[]): Promise<ExitCode> {
  const [name, ...args] = argv;
  const command = name === undefined ? undefined : COMMANDS[name];
  if (name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(`${USAGE}\n`);
    return EXIT.ok;
  }
  if (command === undefined) {
    process.stderr.write(`${name === undefined ? '' : `There is no command "${name}".\n\n`}${USAGE}\n`);
    return EXIT.usage;
  }
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${command.usage}\n`);
    return EXIT.ok;
  }
  try {
    return await command.run(args, readCliEnvironment());
  } catch (error) {
    const wrongCall =
      error instanceof UsageError ||
      (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS') === true;
    // A folder's file names may be a candidate's.
    process.stderr.write(`${inertText(error instanceof Error ? error.message : String(error))}\n`);
    return wrongCall ? EXIT.usage : EXIT.failed;
  }
}

// Whoever reads may stop reading, as `head` does: what is under way is still brought to its end.
process.stdout.on('error', () => undefined);
void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
