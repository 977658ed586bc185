import { expectProblem } from '../support/api-client';
import { startPlatform, type Platform } from '../support/platform';
import { Cast, ROLES, nothing, type Role, type Target } from './front-door/cast';
import { MATRIX, type Entry } from './front-door/matrix';
import { addressOf, ask, opensStream, withoutRequestId } from './front-door/request';
import { liveRoutes, servedRoutes, type Route } from './front-door/routes';

describe('every route, for every role', () => {
  let platform: Platform;
  let routes: Route[];
  let readers: Cast;

  beforeAll(async () => {
    platform = await startPlatform();
    routes = liveRoutes(platform);
    readers = await Cast.assemble(platform);
  });

  afterAll(() => platform.close());

  const routeOf = (name: string): Route => {
    const route = routes.find((one) => one.name === name);
    if (route === undefined) throw new Error(`the application has no ${name}`);
    return route;
  };
  /** What only reads can share one cast; what changes something gets one of its own. */
  const castFor = async (route: Route): Promise<Cast> => {
    if (route.method !== 'GET') return Cast.assemble(platform);
    await readers.age();
    return readers;
  };
  const knock = (cast: Cast, route: Route, { body }: Entry, role: Role, target: Target) =>
    ask(cast.clients[role], route.method, addressOf(route, target), body?.(target, cast.organisation));

  it('has an entry here, and every entry has its route', () => {
    expect(Object.keys(MATRIX).sort()).toEqual(routes.map((route) => route.name).sort());
  });

  it('is described, so that none is missing here', () => {
    expect(servedRoutes(platform).filter((name) => !/^GET \/api\/(docs|openapi)/.test(name))).toEqual(
      routes.map((route) => route.name).sort(),
    );
  });

  it.each(Object.entries(MATRIX))('%s', async (name, entry) => {
    const route = routeOf(name);
    const cast = await castFor(route);
    for (const role of ROLES) {
      const expected = entry.expected[role];
      const target = cast.targets[role];
      const where = `${name} as ${role}`;
      if (typeof expected === 'number' && route.isStream) {
        expect([where, await opensStream(cast.clients[role], addressOf(route, target))]).toEqual([
          where,
          true,
        ]);
        continue;
      }
      const answer = await knock(cast, route, entry, role, target);
      if (typeof expected === 'number') {
        // Health is for everybody; there is no worker in these tests.
        const status = name === 'GET /api/health' && answer.status === 503 ? 200 : answer.status;
        expect([where, status, status === expected ? '' : answer.text]).toEqual([where, expected, '']);
      } else {
        expect([where, (answer.body as { code?: string } | undefined)?.code]).toEqual([where, expected]);
        expectProblem(answer, expected);
      }
    }
  });

  const closed = Object.entries(MATRIX).flatMap(([name, { expected }]) => {
    const roles = ROLES.filter(
      (role) => expected[role] === 'not_found' || expected[role] === 'unauthenticated',
    );
    return roles.length === 0 ? [] : [[name, roles] as const];
  });

  it.each(closed)('%s tells those who may not exactly what it tells of nothing', async (name, roles) => {
    const route = routeOf(name);
    const entry = MATRIX[name];
    if (entry === undefined) throw new Error('there is no entry');
    // The roles that are refused change nothing, so that all of these share one cast.
    await readers.age();
    for (const role of roles) {
      const of = (target: Target) => knock(readers, route, entry, role, target);
      const answer = await of(readers.targets[role]);
      expect([role, (answer.body as { code?: string }).code]).toEqual([role, entry.expected[role]]);
      const theirs = withoutRequestId(answer);
      expect([role, withoutRequestId(await of(nothing()))]).toEqual([role, theirs]);
      const noIds = { ...nothing(), attemptId: 'no-id', submissionId: `1'%20OR%20'1'='1` };
      expect([role, withoutRequestId(await of(noIds))]).toEqual([role, theirs]);
      if (route.method !== 'GET') continue;
      const address = addressOf(route, readers.targets[role]);
      const head = await ask(readers.clients[role], 'HEAD', address);
      expect([role, 'HEAD', head.status, head.text]).toEqual([role, 'HEAD', answer.status, '']);
    }
  });

  it('answers HEAD as GET, without a body and without an end to wait for', async () => {
    for (const route of routes.filter((one) => one.method === 'GET')) {
      const role = MATRIX[route.name]?.expected.owner === 200 ? 'owner' : 'manager';
      const answer = await ask(readers.clients[role], 'HEAD', addressOf(route, readers.targets[role]));
      const status = route.path === '/api/health' ? answer.status : 200;
      expect([route.name, answer.status, answer.text]).toEqual([route.name, status, '']);
    }
  });

  it('takes no other method, of nobody', async () => {
    const missing = withoutRequestId(await platform.client().get('/api/nowhere'));
    const paths = [...new Set(routes.map((route) => route.path))];
    for (const path of paths) {
      const known = routes.filter((route) => route.path === path).map((route) => route.method);
      const route = routes.find((one) => one.path === path);
      if (route === undefined) throw new Error('a path without a route');
      const address = addressOf(route, readers.targets.owner);
      for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'PROPFIND', 'LOCK', 'PURGE', 'QUERY']) {
        if (known.includes(method)) continue;
        for (const role of ['nobody', 'owner', 'manager'] as const) {
          const answer = await ask(readers.clients[role], method, address);
          expect([method, address, withoutRequestId(answer)]).toEqual([method, address, missing]);
        }
      }
      // Nobody's cross-origin preflight is answered with a leave.
      const options = await ask(readers.clients.nobody, 'OPTIONS', address, undefined, {
        origin: 'https://evil.example',
        'access-control-request-method': 'POST',
      });
      expect(options.headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('is not reached by a method that a header names', async () => {
    const address = `/api/attempts/${readers.targets.owner.attemptId}`;
    for (const header of ['x-http-method-override', 'x-method-override', 'x-http-method']) {
      const answer = await ask(
        readers.clients.owner,
        'POST',
        `${address}/challenges/payments`,
        {},
        { [header]: 'GET' },
      );
      expectProblem(answer, 'not_found');
    }
  });
});
