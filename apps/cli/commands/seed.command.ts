import 'reflect-metadata';
import path from 'node:path';
import { loadChallenge, packChallenge } from '@assay/challenges';
import { invitationUrl } from '@assay/contracts';
import { createDataSource, seedDemo, type SeedOptions } from '@assay/persistence';
import { readRuntimes } from '@assay/sandbox';
import type { CliEnvironment } from '../environment';
import { EXIT, UsageError, type ExitCode } from '../exit';

/** The demo assessment's challenges, in its order. One that is faulty is left out. */
const DEMO_CHALLENGES = ['idempotent-payments', 'broken-login'];

/** Makes the demo organisation or brings it up to date. Prints one line of JSON: {managerEmail, managerPassword?, candidateUrl}. */
export async function seedCommand(environment: CliEnvironment): Promise<ExitCode> {
  const { databaseUrl, sessionSecret } = environment;
  if (databaseUrl === undefined) throw new UsageError('DATABASE_URL is not set.');
  if (sessionSecret === undefined)
    throw new UsageError('SESSION_SECRET is not set. Give at least 32 characters.');
  if (environment.secretFaults.length > 0) throw new UsageError(environment.secretFaults.join('\n'));
  const challenges = await demoChallenges(environment);
  const dataSource = createDataSource({ url: databaseUrl, applicationName: 'assay-seed', poolSize: 2 });
  await dataSource.initialize();
  try {
    const { candidateToken, ...manager } = await seedDemo(dataSource, {
      challenges,
      sessionSecret,
      managerPassword: environment.demoManagerPassword,
    });
    const candidateUrl = invitationUrl(environment.publicUrl, candidateToken);
    process.stdout.write(`${JSON.stringify({ ...manager, candidateUrl })}\n`);
    return EXIT.ok;
  } finally {
    await dataSource.destroy();
  }
}

async function demoChallenges({
  challengesDir,
  sandboxDir,
}: CliEnvironment): Promise<SeedOptions['challenges']> {
  const languages = (await readRuntimes(sandboxDir)).map((language) => language.id);
  const loaded = await Promise.all(
    DEMO_CHALLENGES.map(async (slug) => loadChallenge(path.join(challengesDir, slug), { languages })),
  );
  return loaded.flatMap((result) => {
    if (result.ok) return [{ challenge: result.challenge, packed: () => packChallenge(result.challenge) }];
    for (const { slug, file, line, message } of result.faults) {
      process.stderr.write(`${slug}/${file}${line === null ? '' : `:${String(line)}`}: ${message}\n`);
    }
    return [];
  });
}
