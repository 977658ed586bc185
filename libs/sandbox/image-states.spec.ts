import type { LanguageRuntime } from './runtimes';
import type { ServiceDefinition } from './services';
import { availabilityOf, imagesNeeded, stateOf, versionInTitle } from './image-states';

const runtime = (folder: string, service?: 'postgresql'): LanguageRuntime => ({
  id: folder,
  name: folder,
  folder,
  runtime: `The ${folder} runtime`,
  frameworks: [],
  needs: {},
  entry: 'main',
  editor: 'plaintext',
  image: `assay/runtime-${folder}:latest`,
  command: ['launcher'],
  ...(service === undefined ? {} : { service }),
});
const services = [
  { id: 'postgresql', title: 'PostgreSQL 17' },
  { id: 'mariadb', title: 'MariaDB 11.8' },
] as ServiceDefinition[];

describe('the state of an image', () => {
  const by = { pid: 1, birth: 'boot:1' };
  const alive = (): boolean => true;
  const dead = (): boolean => false;

  it('is ready where the image is there and nobody says otherwise', () => {
    expect(stateOf(true, undefined).state).toBe('ready');
    expect(stateOf(true, { state: 'ready' }).state).toBe('ready');
  });

  it('is what its builder says while that lives, whether or not an older image is there', () => {
    for (const state of ['building', 'queued'] as const) {
      expect(stateOf(true, { state, by }, alive)).toEqual({ state, reason: null });
      expect(stateOf(false, { state, by }, alive).state).toBe(state);
    }
  });

  it('does not wait for a builder that is gone', () => {
    expect(stateOf(true, { state: 'building', by }, dead).state).toBe('ready');
    const lost = stateOf(false, { state: 'building', by }, dead);
    expect(lost.state).toBe('off');
    expect(lost.reason).toContain('assay images build');
  });

  it('is off with the builder’s reason, an older image notwithstanding', () => {
    expect(stateOf(true, { state: 'off', reason: 'no answer' })).toEqual({
      state: 'off',
      reason: 'no answer',
    });
    expect(stateOf(false, { state: 'ready' }).state).toBe('off');
  });

  it('knows its own process from another of the same number', () => {
    expect(stateOf(false, { state: 'building', by: { pid: process.pid, birth: 'another' } }).state).toBe(
      'off',
    );
  });
});

describe('the version in a title', () => {
  it('is its first number', () => {
    expect(versionInTitle('MariaDB 11.8')).toBe('11.8');
    expect(versionInTitle('FerretDB 1.24 (MongoDB protocol)')).toBe('1.24');
    expect(versionInTitle('SQL')).toBeNull();
  });
});

describe('what a challenge needs in a language', () => {
  it('is the runtime and every service', () => {
    expect(imagesNeeded(runtime('java'), ['postgresql', 'mariadb'], services)).toEqual([
      { name: 'runtime-java', title: 'The java runtime' },
      { name: 'service-postgresql', title: 'PostgreSQL 17' },
      { name: 'service-mariadb', title: 'MariaDB 11.8' },
    ]);
  });

  it('is the one service that a language is spoken to', () => {
    const names = imagesNeeded(runtime('sql', 'postgresql'), ['postgresql', 'mariadb'], services).map(
      ({ name }) => name,
    );
    expect(names).toEqual(['runtime-sql', 'service-postgresql']);
  });
});

describe('availability', () => {
  const needed = imagesNeeded(runtime('java'), ['mariadb'], services);

  it('is that of the least ready, with a sentence for each that is not', () => {
    const all = (name: string) =>
      name === 'runtime-java'
        ? { state: 'building' as const, reason: null }
        : { state: 'off' as const, reason: 'Debian does not answer (lookup mirror.example on 10.0.0.1)' };
    expect(availabilityOf(needed, all)).toEqual({
      state: 'off',
      reason: 'The java runtime is being prepared. MariaDB 11.8 is off: Debian does not answer.',
    });
  });

  it('has nothing to say when all is ready', () => {
    expect(availabilityOf(needed, () => ({ state: 'ready', reason: null }))).toEqual({
      state: 'ready',
      reason: null,
    });
  });
});
