import { expectProblem } from '../support/api-client';
import { startPlatform, type Platform } from '../support/platform';
import { Cast, type Role } from './front-door/cast';
import { MATRIX } from './front-door/matrix';
import { addressOf, ask } from './front-door/request';
import { liveRoutes, type Route } from './front-door/routes';
import { snapshot } from './front-door/snapshot';

/** What a browser says when a page of another site makes it send something. */
const FOREIGN: Record<string, string>[] = [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: 'http://assay.test.evil.example' },
  { origin: 'https://assay.test' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site', origin: 'http://assay.test' },
  { 'sec-fetch-site': 'cross-site', origin: 'http://assay.test' },
];
/** What a form of another site can send without asking first. */
const FORMS: [string, (body: string) => string][] = [
  ['text/plain', (body) => body],
  ['text/plain;charset=UTF-8', (body) => body],
  ['application/x-www-form-urlencoded', (body) => `json=${encodeURIComponent(body)}`],
  [
    'multipart/form-data; boundary=x',
    (body) => `--x\r\ncontent-disposition: form-data; name=a\r\n\r\n${body}\r\n--x--`,
  ],
  ['text/plain; application/json', (body) => body],
];

describe('requests that another site makes a browser send', () => {
  let platform: Platform;
  let cast: Cast;
  let changing: Route[];

  beforeAll(async () => {
    platform = await startPlatform();
    cast = await Cast.assemble(platform);
    changing = liveRoutes(platform).filter((route) => route.method !== 'GET');
  });

  afterAll(() => platform.close());

  /** Who would be let through if the request were an honest one. */
  const victimOf = (route: Route): Role => {
    const { manager, owner } = MATRIX[route.name]?.expected ?? {};
    return typeof manager === 'number' && typeof owner !== 'number' ? 'manager' : 'owner';
  };
  const bodyOf = (route: Route): object | undefined =>
    MATRIX[route.name]?.body?.(cast.targets.owner, cast.organisation);

  it('are there to be tried', () => {
    expect(changing.length).toBeGreaterThanOrEqual(10);
    expect(new Set(changing.map(victimOf))).toEqual(new Set(['manager', 'owner']));
  });

  it('are refused on every route that changes something, and change nothing', async () => {
    const before = await snapshot(platform);
    for (const route of changing) {
      const address = addressOf(route, cast.targets.owner);
      for (const headers of FOREIGN) {
        const answer = await ask(
          cast.clients[victimOf(route)],
          route.method,
          address,
          bodyOf(route),
          headers,
        );
        expect([route.name, headers, answer.status]).toEqual([route.name, headers, 403]);
        expectProblem(answer, 'cross_site');
        expect(answer.headers.getSetCookie()).toEqual([]);
      }
    }
    expect(await snapshot(platform)).toEqual(before);
  });

  it('are refused as forms, whatever they say of where they come from', async () => {
    const before = await snapshot(platform);
    for (const route of changing) {
      const address = addressOf(route, cast.targets.owner);
      for (const [type, write] of FORMS) {
        const body = write(JSON.stringify(bodyOf(route) ?? { a: 1 }));
        const answer = await cast.clients[victimOf(route)].send(route.method, address, body, {
          'content-type': type,
        });
        expect([route.name, type, answer.status]).toEqual([route.name, type, 415]);
        expectProblem(answer, 'unsupported_media_type');
      }
    }
    expect(await snapshot(platform)).toEqual(before);
  });

  it('are the only ones: the same from our own pages is taken', async () => {
    const own = { 'sec-fetch-site': 'same-origin', origin: 'http://assay.test' };
    for (const route of changing) {
      const { clients, targets } = cast;
      if (route.name.startsWith('DELETE /api/sessions')) continue; // would end the manager who is needed below
      const answer = await ask(
        clients[victimOf(route)],
        route.method,
        addressOf(route, targets.owner),
        bodyOf(route),
        own,
      );
      expect([route.name, answer.status]).not.toEqual([route.name, 403]);
      expect([route.name, answer.status]).not.toEqual([route.name, 415]);
    }
    expect((await ask(cast.clients.manager, 'DELETE', '/api/sessions', undefined, own)).status).toBe(204);
  });
});
