import { expectationSchema, type ChallengeManifest, type Expectation } from '@assay/contracts';
import type { FaultList } from './fault-list';
import { nearestKey } from './nearest-key';
import { readYaml, type YamlFile } from './yaml-file';

/** Reads a submission's `expect.yaml`, and checks that what it declares can come true. */
export function readExpectation(
  name: string,
  text: string,
  manifest: ChallengeManifest,
  faults: FaultList,
): Expectation | undefined {
  const file = `submissions/${name}/expect.yaml`;
  const expectation = readYaml(text, file, expectationSchema, faults);
  if (expectation === undefined) return undefined;
  const { language } = expectation.value;
  if (!manifest.languages.includes(language)) {
    faults.add(file, expectation.line('language'), `language "${language}" is none of the challenge's`);
  }
  checkFails(name, file, expectation, manifest, faults);
  return expectation.value;
}

function checkFails(
  name: string,
  file: string,
  expectation: YamlFile<Expectation>,
  manifest: ChallengeManifest,
  faults: FaultList,
): void {
  const { fails } = expectation.value;
  if (fails === 'all') return;
  const ids = manifest.groups.map((group) => group.id);
  fails.forEach((id, index) => {
    if (ids.includes(id)) return;
    const near = nearestKey(id, ids);
    const hint = near === undefined ? '' : `; did you mean "${near}"?`;
    faults.add(file, expectation.line('fails', index), `"${id}" is no group${hint}`);
  });
  for (const group of manifest.groups) {
    const blocker = group.requires.find((required) => fails.includes(required));
    if (blocker === undefined || fails.includes(group.id)) continue;
    const message = `group "${group.id}" requires "${blocker}", so it fails too; list it`;
    faults.add(file, expectation.line('fails'), message);
  }
  const earned = manifest.groups.filter((group) => group.weight > 0 && !fails.includes(group.id));
  if (name.startsWith('cheat-') && earned.length > 0) {
    const message = `a cheat must score 0, but ${earned.map((group) => `"${group.id}"`).join(' and ')} would pass; list every group with a weight, or "all"`;
    faults.add(file, expectation.line('fails'), message);
  }
}
