import { SOURCE_LIMITS, type Problem } from '@assay/contracts';
import { MAIN, Organisation, RULES, type Candidate } from '../support/builders';
import { expectProblem } from '../support/api-client';
import { startPlatform, type Platform } from '../support/platform';

describe('bad input', () => {
  let platform: Platform;
  let candidate: Candidate;

  beforeAll(async () => {
    platform = await startPlatform();
    const organisation = await Organisation.with(platform);
    candidate = await organisation.startedCandidate();
  });

  afterAll(() => platform.close());

  afterEach(async () => {
    const [row] = await platform.dataSource.query<{ rows: string }[]>(
      'SELECT count(*) AS rows FROM submissions',
    );
    expect(row?.rows).toBe('0');
  });

  const many = (count: number, content: string) =>
    Array.from({ length: count }, (_, index) => ({ path: `file-${String(index)}.ts`, content }));

  const PROGRAM = { path: 'main.py', content: 'import rules\n' };

  const refusals: [string, Problem['code'], object, RegExp][] = [
    ['an unknown language', 'unknown_language', { language: 'fortran' }, /typescript/],
    ['a language without a runtime', 'unknown_language', { language: 'cobol' }, /python/],
    ['an unknown challenge', 'unknown_challenge', { challenge: 'no-such' }, /no-such/],
    ['no files', 'submission_empty', { files: [] }, /at least one/],
    [
      'only empty files',
      'submission_empty',
      { files: [{ path: 'main.ts', content: ' \n' }] },
      /Write something/,
    ],
    ['too many files', 'too_many_files', { files: many(SOURCE_LIMITS.files + 1, 'x') }, /at most 60/],
    [
      'too large a file',
      'submission_too_large',
      { files: [{ path: 'a.ts', content: 'x'.repeat(SOURCE_LIMITS.fileBytes + 1) }] },
      /262144/,
    ],
    [
      'too much together',
      'submission_too_large',
      { files: many(5, 'x'.repeat(SOURCE_LIMITS.totalBytes / 4)) },
      /together/,
    ],
    [
      'a path that leaves the folder',
      'invalid_path',
      { files: [{ path: '../main.ts', content: 'x' }] },
      /leaves the folder/,
    ],
    ['an absolute path', 'invalid_path', { files: [{ path: '/etc/passwd', content: 'x' }] }, /absolute/],
    ['a path twice', 'invalid_path', { files: [MAIN, MAIN] }, /twice/],
    ['a path with a newline', 'invalid_path', { files: [{ path: 'a\nb', content: 'x' }] }, /not allowed/],
    [
      'a read-only file that was changed',
      'protected_file',
      { language: 'python', files: [PROGRAM, { ...RULES, content: 'RULES = 2\n' }] },
      /^"rules.py" is read-only here and was changed/,
    ],
    [
      'a read-only file that was left out',
      'protected_file',
      { language: 'python', files: [PROGRAM] },
      /^"rules.py" is read-only here and is missing/,
    ],
    [
      'a file in the place of a read-only one',
      'protected_file',
      { language: 'python', files: [PROGRAM, RULES, { path: 'rules/__init__.py', content: 'RULES = 2\n' }] },
      /^"rules\/__init__.py" could be taken in the place of "rules.py"/,
    ],
    ['a field of the wrong type', 'invalid_body', { files: 'main.ts' }, /^files/],
    ['an unknown field', 'invalid_body', { score: 100 }, /score/],
    ['an unknown mode', 'invalid_body', { mode: 'free' }, /^mode/],
  ];

  it.each(refusals)('is refused: %s', async (_name, code, body, detail) => {
    const problem = expectProblem(await candidate.submit(body), code);
    expect(problem.detail).toMatch(detail);
  });

  const raw = (
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = { 'content-type': 'application/json' },
  ) => candidate.client.send('POST', `${candidate.address}/submissions`, body, headers);

  it('is refused in a draft: a read-only file that was changed', async () => {
    const draft = { language: 'python', files: [PROGRAM, { ...RULES, content: '' }], revision: 0 };
    const address = `${candidate.address}/challenges/payments/draft`;
    expectProblem(await candidate.client.put(address, draft), 'protected_file');
    const saved = await candidate.client.put(address, { ...draft, files: [PROGRAM, RULES] });
    expect(saved.status).toBe(200);
  });

  it('names where a body is wrong', async () => {
    const problem = expectProblem(await candidate.submit({ files: [{ path: 1 } as never] }), 'invalid_body');
    expect(problem.issues?.map((issue) => issue.path)).toEqual(['files.0.path', 'files.0.content']);
  });

  it('is refused: a body that is not JSON', async () => {
    expectProblem(await raw('{"challenge": payments}'), 'invalid_json');
    expectProblem(await raw('['.repeat(40) + ']'.repeat(40)), 'invalid_json');
    expectProblem(await raw('null'), 'invalid_body');
    expectProblem(await raw('[]'), 'invalid_body');
  });

  it('is refused: bytes that are not UTF-8', async () => {
    const body = Buffer.from(
      JSON.stringify({ challenge: 'payments', language: 'typescript', files: [MAIN] }),
    );
    body[body.indexOf('hello')] = 0xff;
    const problem = expectProblem(await raw(Uint8Array.from(body)), 'invalid_encoding');
    expect(problem.detail).toContain(`offset ${String(body.indexOf(0xff))}`);
    expectProblem(
      await candidate.submit({ files: [{ path: 'main.ts', content: 'a\0b' }] }),
      'invalid_encoding',
    );
    expectProblem(
      await candidate.submit({ files: [{ path: 'main.ts', content: '\ud800' }] }),
      'invalid_encoding',
    );
  });

  it('is refused: another type than JSON, or a compressed body', async () => {
    expectProblem(
      await raw('a=1', { 'content-type': 'application/x-www-form-urlencoded' }),
      'unsupported_media_type',
    );
    expectProblem(await raw('{}', { 'content-type': 'text/plain' }), 'unsupported_media_type');
    expectProblem(
      await raw('{}', { 'content-type': 'application/json', 'content-encoding': 'gzip' }),
      'unsupported_media_type',
    );
  });

  it('is refused: a body beyond the cap, with its length or without', async () => {
    const big = 'x'.repeat(2 * 1024 * 1024);
    expectProblem(await candidate.submit({ files: [{ path: 'main.ts', content: big }] }), 'body_too_large');
    const chunked = await fetch(`${platform.url}${candidate.address}/submissions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new ReadableStream({
        start(controller) {
          for (let sent = 0; sent < 32; sent += 1) controller.enqueue(new Uint8Array(64 * 1024));
          controller.close();
        },
      }),
      duplex: 'half',
    });
    expect(chunked.status).toBe(413);
  });

  it('is refused for drafts as for submissions, but for empty files', async () => {
    const draft = (body: object) =>
      candidate.client.put(`${candidate.address}/challenges/payments/draft`, {
        language: 'typescript',
        files: [MAIN],
        revision: 0,
        ...body,
      });
    expectProblem(await draft({ language: 'fortran' }), 'unknown_language');
    expectProblem(await draft({ files: [{ path: '../x', content: '' }] }), 'invalid_path');
    expectProblem(await draft({ files: many(61, '') }), 'too_many_files');
    expectProblem(await draft({ revision: -1 }), 'invalid_body');
    expectProblem(await candidate.saveDraft('no-such', 'x'), 'unknown_challenge');
    expect((await draft({ files: [{ path: 'main.ts', content: '' }] })).status).toBe(200);
  });

  it('is refused: an address that leads nowhere', async () => {
    expectProblem(await candidate.client.get('/api/nowhere'), 'not_found');
    expectProblem(await candidate.client.get('/api'), 'not_found');
    expectProblem(await candidate.client.get('/api/attempts/%E0%A4%A'), 'not_found');
    expectProblem(await candidate.client.get(`${candidate.address}/challenges/no-such`), 'unknown_challenge');
  });
});
