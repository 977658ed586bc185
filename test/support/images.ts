import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { ROOT } from './cli';

/** Images that could not be had before the tests began, by name such as `runtime-java`, with the reason. "npm test" tells. */
const ABSENT = JSON.parse(process.env['TEST_IMAGES_ABSENT'] ?? '{}') as Record<string, string>;

/** Why an image can't be had; undefined where it is there. */
export function imageAbsent(name: string): string | undefined {
  return ABSENT[name];
}

/** The first of these images that could not be had. */
export function firstAbsent(names: string | readonly string[]): string | undefined {
  return [names].flat().find((name) => imageAbsent(name) !== undefined);
}

function marked(title: string, name: string): string {
  return `${title} [${name} can't be had: ${imageAbsent(name) ?? ''}]`;
}

/**
 * A group of tests that need images, such as `runtime-java`. Where one can't be had they are skipped, by name and with the
 * reason; "npm test" lists them at its end.
 */
export function describeWithImage(names: string | readonly string[], title: string, tests: () => void): void {
  const absent = firstAbsent(names);
  if (absent === undefined) describe(title, tests);
  else describe.skip(marked(title, absent), tests);
}

/** The same for one test. */
export function itWithImage(
  names: string | readonly string[],
  title: string,
  test: () => Promise<void>,
  timeout?: number,
): void {
  const absent = firstAbsent(names);
  if (absent === undefined) it(title, test, timeout);
  else it.skip(marked(title, absent), test, timeout);
}

const RUNTIMES = readdirSync(path.join(ROOT, 'sandbox/runtimes')).map((folder) => {
  const text = readFileSync(path.join(ROOT, 'sandbox/runtimes', folder, 'runtime.yaml'), 'utf8');
  return { folder, ...(parse(text) as { languages: { id: string; service?: string }[] }) };
});

/** The images that the challenge in a folder needs in a language, by name; known before it is loaded. */
export function imagesFor(folder: string, language: string): string[] {
  const manifest = parse(readFileSync(path.join(folder, 'challenge.yaml'), 'utf8')) as {
    services?: string[];
  };
  const runtime = RUNTIMES.find(({ languages }) => languages.some((one) => one.id === language));
  if (runtime === undefined) throw new Error(`no runtime offers ${language}`);
  const only = runtime.languages.find((one) => one.id === language)?.service;
  const services = only === undefined ? (manifest.services ?? []) : [only];
  return [`runtime-${runtime.folder}`, ...services.map((service) => `service-${service}`)];
}
