import { symlink } from 'node:fs/promises';
import { loadChallenge, packChallenge, unpackChallenge } from '@assay/challenges';
import type { ChallengeFault } from '@assay/contracts';
import { ChallengesFolder } from './challenge-folder';

const LANGUAGES = ['javascript', 'python'];

describe('loading a challenge folder', () => {
  let folder: ChallengesFolder;

  beforeEach(async () => {
    folder = await ChallengesFolder.create();
    await folder.add('tiny');
  });

  afterEach(() => folder.remove());

  async function loaded() {
    const result = await loadChallenge(folder.path('tiny'), { languages: LANGUAGES });
    if (!result.ok) throw new Error(JSON.stringify(result.faults));
    return result.challenge;
  }

  async function faults(): Promise<readonly ChallengeFault[]> {
    const result = await loadChallenge(folder.path('tiny'), { languages: LANGUAGES });
    return result.ok ? [] : result.faults;
  }

  it('gives all of a good one', async () => {
    const challenge = await loaded();
    expect(challenge).toMatchObject({
      slug: 'tiny',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      manifest: { title: 'Tiny', limits: { wall: 10_000, memory: 128 * 1024 ** 2 } },
      starters: { javascript: [{ path: 'main.js', content: '// begin here\n' }] },
      references: { javascript: [{ path: 'main.js' }] },
      services: {
        postgresql: [{ path: 'schema.sql', content: Buffer.from('CREATE TABLE things (id int);\n') }],
      },
      review: 'Look at it.\n',
    });
    expect(challenge.tests.map(({ id, timeoutMs }) => ({ id, timeoutMs }))).toEqual([
      { id: 'answers', timeoutMs: 10_000 },
      { id: 'is-right', timeoutMs: 2_000 },
    ]);
    expect(challenge.submissions.map(({ name, expectation }) => [name, expectation.fails])).toEqual([
      ['cheat-none', 'all'],
      ['wrong', ['points']],
    ]);
    expect(challenge.submissions[1]?.files.map((file) => file.path)).toEqual(['main.js']);
  });

  const MANIFEST = 'challenge.yaml';
  const SUITE = 'tests/tiny.test.ts';

  it.each<[string, string, string, string, string, number | null, RegExp]>([
    ['an unknown key', MANIFEST, 'minutes: 5', 'minuts: 5', MANIFEST, 8, /unknown key "minuts"; did you mean "minutes"\?/],
    ['a missing key', MANIFEST, 'title: Tiny\n', '', MANIFEST, 1, /"title" is missing/],
    ['an unknown nested key', MANIFEST, 'cpu: 1', 'cpus: 1', MANIFEST, 11, /"limits.cpus"; did you mean "cpu"\?/],
    ['an unknown key of a group', MANIFEST, 'requires:', 'require:', MANIFEST, 14, /"groups.1.require"; did you mean "requires"\?/],
    ['a size without a unit', MANIFEST, '128MiB', '128', MANIFEST, 11, /"limits.memory"/],
    ['text that is not YAML', MANIFEST, 'topics: [api/rest]', 'topics: [api/rest', MANIFEST, 7, /not valid YAML/],
    ['a key given twice', MANIFEST, 'minutes: 5', 'minutes: 5\nminutes: 6', MANIFEST, 9, /not valid YAML/],
    ['a kind that can not be judged', MANIFEST, 'kind: service', 'kind: shell', MANIFEST, 5, /^kind "shell" can not be judged yet$/],
    ['weights that are not 100', MANIFEST, 'weight: 100', 'weight: 90', MANIFEST, 12, /sum to 90, not to 100/],
    ['a required group that is none', MANIFEST, '[gate]', '[gates]', MANIFEST, 14, /requires "gates", which is no group; did you mean "gate"\?/],
    ['groups that require each other', MANIFEST, 'visibility: sample }', 'visibility: sample, requires: [points] }', MANIFEST, 13, /gate → points → gate/],
    ['a group without a test', MANIFEST, '  - { id: points', '  - { id: idle, title: Idle, weight: 0, visibility: hidden }\n  - { id: points', MANIFEST, 14, /group "idle" has no test/],
    ['a language without a runtime', MANIFEST, '[javascript]', '[javascript, pyton]', MANIFEST, 9, /no runtime for language "pyton"; did you mean "python"\?/],
    ['a language without a starter', MANIFEST, '[javascript]', '[javascript, python]', MANIFEST, 9, /"python" has no folder starter\/python\//],
    ['a read-only file that is in no starter', MANIFEST, 'minutes: 5', 'minutes: 5\nreadOnly: [main.js, lib/]', MANIFEST, 9, /^"lib\/" is read-only, and starter\/javascript\/ has no file in it$/],
    ['a read-only file in a language', MANIFEST, 'minutes: 5', 'minutes: 5\nreadOnly: { javascript: [mian.js] }', MANIFEST, 9, /^"mian.js" is read-only, and starter\/javascript\/ has no such file$/],
    ['a read-only file of another language', MANIFEST, 'minutes: 5', 'minutes: 5\nreadOnly: { python: [main.py] }', MANIFEST, 9, /"readOnly" names "python", which is not one of the languages/],
    ['a read-only path that leaves the folder', MANIFEST, 'minutes: 5', 'minutes: 5\nreadOnly: [../main.js]', MANIFEST, 9, /"readOnly.0": must be the path of a file/],
    ['a reference that changes what is read-only', MANIFEST, 'minutes: 5', 'minutes: 5\nreadOnly: [main.js]', 'reference/javascript/main.js', null, /"main.js" is read-only here and was changed/],
    ['a service that is not asked for', MANIFEST, 'services: [postgresql]', 'services: []', 'services/postgresql', null, /does not ask for this service/],
    ['a service listed twice', MANIFEST, '[postgresql]', '[postgresql, postgresql]', MANIFEST, 10, /"postgresql" is listed twice/],
    ['a requirement without a test', 'statement.md', '[R2]', '[R2]\n\nMore. [R3]', 'statement.md', 7, /R3 has no test/],
    ['a test of what is not stated', SUITE, `['R2']`, `['R2', 'R9']`, SUITE, 3, /test "is-right" proves R9, which statement.md does not state/],
    ['a test in an unknown group', SUITE, `group: 'points'`, `group: 'nowhere'`, SUITE, 3, /is in the group "nowhere"/],
    ['a test longer than the wall limit', SUITE, `'2s'`, `'20s'`, SUITE, 3, /longer than the wall limit/],
    ['a test id used twice', SUITE, `'is-right'`, `'answers'`, SUITE, 2, /test "answers" is declared twice/],
    ['a test that names no requirement', SUITE, `['R2']`, `[]`, SUITE, 3, /names no requirement/],
    ['a suite with a syntax error', SUITE, 'async () => {}', 'async () => {', SUITE, 2, /Unexpected/],
    ['a suite that imports a package', SUITE, `'@assay/testkit'`, `'express'`, SUITE, 1, /not "express"/],
    ['a suite that reaches out of its folder', SUITE, `'@assay/testkit'`, `'../reference/javascript/main.js'`, SUITE, 1, /files under tests\//],
    ['a suite that throws', SUITE, `test({ id: 'answers'`, `throw new Error('oh');\ntest({ id: 'answers'`, 'tests', null, /does not load: oh/],
    ['an unknown key of an expectation', 'submissions/wrong/expect.yaml', 'fails:', 'fail:', 'submissions/wrong/expect.yaml', 2, /did you mean "fails"\?/],
    ['an expectation of an unknown group', 'submissions/wrong/expect.yaml', '[points]', '[point]', 'submissions/wrong/expect.yaml', 2, /"point" is no group; did you mean "points"\?/],
    ['an expectation that can not come true', 'submissions/wrong/expect.yaml', '[points]', '[gate]', 'submissions/wrong/expect.yaml', 2, /"points" requires "gate", so it fails too/],
    ['a cheat that would score', 'submissions/cheat-none/expect.yaml', 'all', '[gate]', 'submissions/cheat-none/expect.yaml', 2, /a cheat must score 0/],
  ])('refuses %s', async (_what, file, from, to, faultFile, line, message) => {
    await folder.edit('tiny', file, from, to);
    const found = await faults();
    const wanted = { slug: 'tiny', file: faultFile, line, message: expect.stringMatching(message) as string };
    expect(found).toContainEqual(wanted);
  }); // prettier-ignore

  it.each([
    ['a missing statement', 'statement.md', /is missing/],
    ['a missing manifest', 'challenge.yaml', /is missing/],
    ['a missing schema', 'services/postgresql/schema.sql', /is missing/],
    ['a missing expectation', 'submissions/wrong/expect.yaml', /is missing/],
  ])('refuses %s', async (_what, file, message) => {
    await folder.remove('tiny', file);
    expect(await faults()).toContainEqual(
      expect.objectContaining({ file, message: expect.stringMatching(message) as string }),
    );
  });

  it('takes further references of a language, and no others', async () => {
    await folder.write('tiny', 'reference/javascript.fastify/main.js', '// done with fastify\n');
    expect(Object.keys((await loaded()).references)).toEqual(['javascript', 'javascript.fastify']);
    await folder.write('tiny', 'reference/python.django/main.py', '# done\n');
    expect(await faults()).toContainEqual(
      expect.objectContaining({
        file: 'reference/python.django',
        message: expect.stringMatching(/does not list the language "python"/) as string,
      }),
    );
  });

  it('takes the files that a service knows, and no others', async () => {
    await folder.write('tiny', 'services/postgresql/csv/things.csv', 'id\n1\n');
    expect((await loaded()).services.postgresql?.map((file) => file.path)).toEqual([
      'csv/things.csv',
      'schema.sql',
    ]);
    await folder.write('tiny', 'services/postgresql/data.sql', 'SELECT 1;\n');
    expect(await faults()).toContainEqual(
      expect.objectContaining({
        file: 'services/postgresql/data.sql',
        message: expect.stringMatching(/is not known; services\/postgresql\/ holds schema.sql/) as string,
      }),
    );
  });

  it('refuses a challenge without a cheat or without a test', async () => {
    await folder.remove('tiny', 'submissions/cheat-none');
    await folder.remove('tiny', 'tests');
    const messages = (await faults()).map((fault) => fault.message).join('\n');
    expect(messages).toMatch(/there is no cheat/);
    expect(messages).toMatch(/there is no test/);
  });

  it('refuses symbolic links, wherever they are', async () => {
    await symlink('/etc/passwd', folder.path('tiny', 'starter/javascript/linked.js'));
    expect(await faults()).toContainEqual(
      expect.objectContaining({
        file: 'starter/javascript/linked.js',
        message: 'symbolic links are not allowed',
      }),
    );
    await symlink(folder.path('tiny'), folder.path('linked'));
    const linked = await loadChallenge(folder.path('linked'));
    expect(linked).toMatchObject({ ok: false, faults: [{ message: 'symbolic links are not allowed' }] });
  });

  it('refuses bytes that are not UTF-8, with their offset', async () => {
    await folder.write('tiny', 'starter/javascript/main.js', Buffer.from([0x2f, 0x2f, 0xff, 0x0a]));
    expect(await faults()).toContainEqual(
      expect.objectContaining({ message: expect.stringMatching(/byte at offset 2 is not valid/) as string }),
    );
  });

  it('refuses unknown files at the top, and names that are no slug', async () => {
    await folder.write('tiny', 'statment.md', 'x');
    expect((await faults())[0]?.message).toMatch(/no "statment.md"; did you mean "statement.md"\?/);
    await folder.copy('tiny', 'Not A Slug');
    const result = await loadChallenge(folder.path('Not A Slug'));
    expect(result).toMatchObject({
      ok: false,
      faults: [{ message: expect.stringMatching(/slug/) as string }],
    });
  });

  it('hashes what judging needs, and nothing else', async () => {
    const before = (await loaded()).hash;
    await folder.write('tiny', 'review.md', 'Look elsewhere.\n');
    await folder.write('tiny', 'reference/javascript/main.js', '// done again\n');
    expect((await loaded()).hash).toBe(before);
    await folder.write('tiny', 'services/postgresql/seed.sql', 'SELECT 1;\n');
    expect((await loaded()).hash).not.toBe(before);
  });

  it('comes out of its pack as it went in, and can be judged from there', async () => {
    const challenge = await loaded();
    const pack = await packChallenge(challenge);
    const elsewhere = await ChallengesFolder.create();
    const result = await unpackChallenge(pack, elsewhere.dir);
    await elsewhere.remove();
    expect(result).toMatchObject({
      ok: true,
      challenge: {
        slug: 'tiny',
        hash: challenge.hash,
        manifest: challenge.manifest,
        tests: challenge.tests,
        starters: challenge.starters,
        services: challenge.services,
        submissions: [],
      },
    });
  });

  it('is not packed as what it no longer is', async () => {
    const challenge = await loaded();
    await folder.edit('tiny', 'statement.md', '# Tiny', '# Small');
    await expect(packChallenge(challenge)).rejects.toThrow(/was changed while it was being packed/);
  });

  it('refuses a pack that is broken', async () => {
    const pack = await packChallenge(await loaded());
    await expect(unpackChallenge(pack.subarray(0, 200), folder.dir)).rejects.toThrow();
    await expect(unpackChallenge(Buffer.from('no archive'), folder.dir)).rejects.toThrow();
  });
});
