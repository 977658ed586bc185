import {
  challengeManifestSchema,
  type ChallengeManifest,
  type Group,
  type TestDefinition,
} from '@assay/contracts';

/** A gate, a group of samples that counts whole, and a hidden one that counts in proportion. */
const GROUPS: readonly Partial<Group>[] = [
  { id: 'gate', weight: 0, visibility: 'sample' },
  { id: 'open', weight: 33, visibility: 'sample', requires: ['gate'] },
  { id: 'closed', weight: 67, visibility: 'hidden', requires: ['open'], scoring: 'proportional' },
];

export const MANIFEST: ChallengeManifest = challengeManifestSchema.parse({
  schema: 1,
  id: '7b0e7a3c-5c1a-4d43-9d7e-3f8d5f0c1a2b',
  version: '1.0.0',
  title: 'Fuzzed',
  kind: 'service',
  topics: ['fuzz'],
  difficulty: 'introductory',
  minutes: 1,
  languages: ['python'],
  limits: { wall: '60s', cpu: 1, memory: '64MiB', processes: 8, output: '64KiB' },
  groups: GROUPS.map((group) => ({ title: 'A group', ...group })),
  license: 'MIT',
  authors: ['The fuzzers'],
});

const GROUP_OF = ['gate', 'open', 'closed', 'closed'] as const;

/** A suite of so many tests, in the order in which they are judged. */
export function suiteOf(count: number): TestDefinition[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `t-${index}`,
    group: GROUP_OF[Math.min(3, Math.floor((4 * index) / count))] ?? 'closed',
    title: `Test ${index}`,
    requirements: ['R1'],
    timeoutMs: 1_000,
  }));
}
