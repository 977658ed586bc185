import type { ChallengeManifest, TestDefinition } from '@assay/contracts';
import { lineOf, type FaultList } from './fault-list';
import { MANIFEST_FILE } from './manifest';
import type { YamlFile } from './yaml-file';

export const STATEMENT_FILE = 'statement.md';

const REQUIREMENT = /\[(R[1-9][0-9]{0,2})\]/g;

/** Ids that the statement gives to what it asks for: `[R1]`. */
export function statementRequirements(statement: string): Set<string> {
  return new Set([...statement.matchAll(REQUIREMENT)].map((match) => match[1] ?? ''));
}

/**
 * Compares tests with manifest and statement: no hidden criterion (a test of nothing that is stated), no empty promise
 * (a requirement or a group without a test).
 * @param sources the suite's files, to find the line of a test
 */
export function checkTests(
  tests: readonly TestDefinition[],
  manifest: YamlFile<ChallengeManifest>,
  statement: string,
  sources: ReadonlyMap<string, string>,
  faults: FaultList,
): void {
  const { groups, limits } = manifest.value;
  const groupIds = new Set(groups.map((group) => group.id));
  const stated = statementRequirements(statement);
  const proven = new Set(tests.flatMap((test) => test.requirements));

  for (const test of tests) {
    const report = (message: string): void => {
      const { file, line } = placeOf(test, sources);
      faults.add(file, line, `test "${test.id}" ${message}`);
    };
    if (!groupIds.has(test.group))
      report(`is in the group "${test.group}", which ${MANIFEST_FILE} does not have`);
    if (test.timeoutMs > limits.wall)
      report(`may take ${test.timeoutMs} ms, longer than the wall limit of ${limits.wall} ms`);
    for (const requirement of test.requirements) {
      if (!stated.has(requirement)) report(`proves ${requirement}, which ${STATEMENT_FILE} does not state`);
    }
  }
  groups.forEach((group, index) => {
    if (tests.some((test) => test.group === group.id)) return;
    faults.add(MANIFEST_FILE, manifest.line('groups', index, 'id'), `group "${group.id}" has no test`);
  });
  for (const requirement of stated) {
    if (proven.has(requirement)) continue;
    faults.add(
      STATEMENT_FILE,
      lineOf(statement, new RegExp(`\\[${requirement}\\]`)),
      `${requirement} has no test`,
    );
  }
  if (stated.size === 0)
    faults.add(STATEMENT_FILE, null, 'the statement gives no requirement an id, such as [R1]');
}

function placeOf(
  test: TestDefinition,
  sources: ReadonlyMap<string, string>,
): { file: string; line: number | null } {
  const declaration = new RegExp(`\\bid:\\s*['"\`]${test.id}['"\`]`);
  for (const [file, text] of sources) {
    const line = lineOf(text, declaration);
    if (line !== null) return { file, line };
  }
  return { file: 'tests', line: null };
}
