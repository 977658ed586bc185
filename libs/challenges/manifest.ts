import { challengeManifestSchema, type ChallengeManifest, type Kind } from '@assay/contracts';
import type { FaultList } from './fault-list';
import type { LoadOptions } from './loaded-challenge';
import { nearestKey } from './nearest-key';
import { readYaml, type YamlFile } from './yaml-file';

export const MANIFEST_FILE = 'challenge.yaml';

/** Reads `challenge.yaml` and checks what a schema can't: weights, references between groups, languages. */
export function readManifest(
  text: string,
  options: LoadOptions,
  faults: FaultList,
): YamlFile<ChallengeManifest> | undefined {
  const manifest = readYaml(text, MANIFEST_FILE, challengeManifestSchema, faults);
  if (manifest === undefined) return undefined;
  checkKind(manifest, faults);
  checkLanguages(manifest, options.languages, faults);
  checkGroups(manifest, faults);
  return manifest;
}

/** Kinds that a judge can speak to. */
const JUDGED_KINDS: readonly Kind[] = ['service', 'query', 'program', 'function'];

function checkKind(manifest: YamlFile<ChallengeManifest>, faults: FaultList): void {
  const { kind } = manifest.value;
  if (!JUDGED_KINDS.includes(kind))
    faults.add(MANIFEST_FILE, manifest.line('kind'), `kind "${kind}" can not be judged yet`);
}

function checkLanguages(
  manifest: YamlFile<ChallengeManifest>,
  known: readonly string[] | undefined,
  faults: FaultList,
): void {
  const { languages } = manifest.value;
  languages.forEach((language, index) => {
    const line = manifest.line('languages', index);
    if (languages.indexOf(language) !== index)
      faults.add(MANIFEST_FILE, line, `language "${language}" is listed twice`);
    if (known === undefined || known.includes(language)) return;
    const near = nearestKey(language, known);
    const hint = near === undefined ? `there are ${known.join(', ')}` : `did you mean "${near}"?`;
    faults.add(MANIFEST_FILE, line, `no runtime for language "${language}"; ${hint}`);
  });
}

function checkGroups(manifest: YamlFile<ChallengeManifest>, faults: FaultList): void {
  const { groups } = manifest.value;
  const ids = groups.map((group) => group.id);
  const sum = groups.reduce((total, group) => total + group.weight, 0);
  if (sum !== 100)
    faults.add(MANIFEST_FILE, manifest.line('groups'), `the weights of the groups sum to ${sum}, not to 100`);
  groups.forEach((group, index) => {
    if (ids.indexOf(group.id) !== index) {
      faults.add(MANIFEST_FILE, manifest.line('groups', index, 'id'), `group "${group.id}" is listed twice`);
    }
    group.requires.forEach((required, position) => {
      if (ids.includes(required)) return;
      const near = nearestKey(required, ids);
      const hint = near === undefined ? '' : `; did you mean "${near}"?`;
      const line = manifest.line('groups', index, 'requires', position);
      faults.add(MANIFEST_FILE, line, `group "${group.id}" requires "${required}", which is no group${hint}`);
    });
  });
  const cycle = requirementCycle(manifest.value);
  if (cycle !== undefined) {
    const index = ids.indexOf(cycle[0] ?? '');
    faults.add(
      MANIFEST_FILE,
      manifest.line('groups', index, 'requires'),
      `groups require each other: ${cycle.join(' → ')}`,
    );
  }
}

/** A chain of groups that leads back to its first one, or undefined. */
function requirementCycle(manifest: ChallengeManifest): string[] | undefined {
  const requires = new Map(manifest.groups.map((group) => [group.id, group.requires]));
  const done = new Set<string>();
  const visit = (id: string, chain: readonly string[]): string[] | undefined => {
    const seen = chain.indexOf(id);
    if (seen !== -1) return [...chain.slice(seen), id];
    if (done.has(id)) return undefined;
    for (const required of requires.get(id) ?? []) {
      const cycle = visit(required, [...chain, id]);
      if (cycle !== undefined) return cycle;
    }
    done.add(id);
    return undefined;
  };
  for (const group of manifest.groups) {
    const cycle = visit(group.id, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
