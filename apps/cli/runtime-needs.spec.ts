import { challengeManifestSchema } from '@assay/contracts';
import { languagesOf } from '@assay/sandbox';
import { needsNotes } from './runtime-needs';

const runtimes = languagesOf([
  {
    file: 'java/runtime.yaml',
    folder: 'java',
    text: 'schema: 1\ntitle: Java 21\ncommand: [launcher]\nneeds: { memory: 640MiB, processes: 256, start: 40s }\nlanguages: [{ id: java, name: Java, entry: Main.java }]\n',
  },
  {
    file: 'node/runtime.yaml',
    folder: 'node',
    text: 'schema: 1\ntitle: Node 24\ncommand: [launcher]\nneeds: { memory: 192MiB }\nlanguages: [{ id: typescript, name: TypeScript, entry: main.ts }, { id: javascript, name: JavaScript, entry: main.js }]\n',
  },
]);

function manifest(languages: string[], memory: string, processes: number, start = '15s') {
  return challengeManifestSchema.parse({
    schema: 1,
    id: '2b8d3a52-4a40-4b2c-9b6e-5d1f8b9d8a11',
    version: '1.0.0',
    title: 'Needs',
    kind: 'service',
    topics: ['api/rest'],
    difficulty: 'introductory',
    minutes: 10,
    languages,
    service: { start },
    limits: { wall: '30s', cpu: 1, memory, processes, output: '1MiB' },
    groups: [{ id: 'all', title: 'All', weight: 100, visibility: 'sample' }],
    license: 'CC-BY-4.0',
    authors: ['Assay'],
  });
}

describe('the notes on what runtimes need', () => {
  it('say which of two numbers counts, once for a runtime', () => {
    expect(needsNotes(manifest(['java', 'typescript', 'javascript'], '128MiB', 128), runtimes)).toEqual([
      'Java 21 gets more than the manifest says: limits.memory 128MiB is below its need, so 640MiB count; ' +
        'limits.processes 128 is below its need, so 256 count; service.start 15s is below its need, so 40s count',
      'Node 24 gets more than the manifest says: limits.memory 128MiB is below its need, so 192MiB count',
    ]);
  });

  it('are none where the manifest gives enough, and for languages that it does not offer', () => {
    expect(needsNotes(manifest(['java'], '1GiB', 256, '1m'), runtimes)).toEqual([]);
    expect(needsNotes(manifest(['typescript'], '192MiB', 16), runtimes)).toEqual([]);
  });
});
