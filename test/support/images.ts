/** Images that could not be had before the tests began, by name such as `runtime-java`, with the reason. "npm test" tells. */
const ABSENT = JSON.parse(process.env['TEST_IMAGES_ABSENT'] ?? '{}') as Record<string, string>;

/** Why an image can't be had; undefined where it is there. */
export function imageAbsent(name: string): string | undefined {
  return ABSENT[name];
}

function firstAbsent(names: string | readonly string[]): string | undefined {
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
