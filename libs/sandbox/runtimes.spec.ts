import type { ManifestSource } from './manifest-file';
import { entryOf, languagesOf, servicesFor } from './runtimes';

const source = (folder: string, text: string): ManifestSource => ({
  file: `sandbox/runtimes/${folder}/runtime.yaml`,
  folder,
  text,
});

const PYTHON = source(
  'python',
  'schema: 1\ntitle: Python 3.13\ncommand: [python, launcher.py]\nlanguages: [{ id: python, name: Python, entry: main.py }]\n',
);

describe('languagesOf', () => {
  test('names the image after the folder', () => {
    expect(languagesOf([PYTHON])).toEqual([
      {
        id: 'python',
        name: 'Python',
        folder: 'python',
        runtime: 'Python 3.13',
        frameworks: [],
        needs: {},
        entry: 'main.py',
        editor: 'plaintext',
        image: 'assay/runtime-python:latest',
        command: ['python', 'launcher.py'],
      },
    ]);
  });

  test('refuses two runtimes with one language, and names the second', () => {
    const again = source('pypy', PYTHON.text);
    expect(() => languagesOf([PYTHON, again])).toThrow(/runtimes\/pypy\/.*"python" is offered by two/);
  });

  test.each([
    ['an unknown key', `${PYTHON.text}privileged: true\n`],
    ['no command', PYTHON.text.replace('[python, launcher.py]', '[]')],
    ['an entry outside of the folder', PYTHON.text.replace('main.py', '../main.py')],
    ['another schema', PYTHON.text.replace('schema: 1', 'schema: 2')],
    ['nothing', ''],
  ])('refuses %s and names the file', (_, text) => {
    expect(() => languagesOf([source('broken', text)])).toThrow(/^sandbox\/runtimes\/broken\/runtime.yaml: /);
  });
});

describe('a language and a challenge', () => {
  const [whole] = languagesOf([
    source(
      'whole',
      'schema: 1\ntitle: Whole\ncommand: [whole]\nlanguages:\n  - { id: whole, name: Whole, entry: main.wh, service: redis, program: [whole, main.wh], function: { entry: solution.wh, command: [host] } }\n',
    ),
  ]);
  const [plain] = languagesOf([PYTHON]);
  if (whole === undefined || plain === undefined) throw new Error('a language was not read');

  test('the entry depends on the kind', () => {
    expect(
      (['service', 'query', 'program', 'function'] as const).map((kind) => entryOf(whole, kind)),
    ).toEqual(['main.wh', 'main.wh', 'main.wh', 'solution.wh']);
    expect([entryOf(plain, 'service'), entryOf(plain, 'program'), entryOf(plain, 'function')]).toEqual([
      'main.py',
      undefined,
      undefined,
    ]);
  });

  test('a language that is spoken to one service has no other in its slot', () => {
    expect(servicesFor(whole, ['postgresql', 'redis'])).toEqual(['redis']);
    expect(servicesFor(plain, ['postgresql', 'redis'])).toEqual(['postgresql', 'redis']);
  });
});
