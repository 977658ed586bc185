import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPlatform, type Platform } from '../support/platform';
import { Cast, ROLES } from './front-door/cast';
import { MATRIX } from './front-door/matrix';
import { addressOf } from './front-door/request';
import { liveRoutes } from './front-door/routes';
import { startSecondApi, type SecondApi } from './front-door/second-api';

interface Seen {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
}

const ALWAYS: [string, string | RegExp][] = [
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['origin-agent-cluster', '?1'],
  ['x-permitted-cross-domain-policies', 'none'],
  ['permissions-policy', /\bcamera=\(\).*\bmicrophone=\(\).*\busb=\(\)/],
  ['x-request-id', /^[0-9a-f-]{36}$/],
];
const NEVER = [
  ...['x-powered-by', 'server', 'access-control-allow-origin', 'access-control-allow-credentials'],
  ...['x-aspnet-version', 'x-runtime'],
];

describe('the headers of every answer', () => {
  let platform: Platform;
  let readers: Cast;
  let overHttps: SecondApi;
  let web: string;

  beforeAll(async () => {
    web = await mkdtemp(path.join(tmpdir(), 'assay-test-'));
    await mkdir(path.join(web, 'assets'));
    await writeFile(path.join(web, 'index.html'), '<!doctype html><title>Assay</title>');
    await writeFile(path.join(web, 'assets/index-abc.js'), 'export {};');
    await writeFile(path.join(web, 'theme.js'), '');
    platform = await startPlatform({ webDir: web });
    overHttps = await startSecondApi(platform, { WEB_DIR: web, PUBLIC_URL: 'https://assay.test' });
    readers = await Cast.assemble(platform);
  });

  afterAll(async () => {
    await overHttps.close();
    await platform.close();
    await rm(web, { recursive: true, force: true });
  });

  /** The head of an answer; a stream is left at once. */
  const head = (base: string, method: string, address: string, cookie = '', body?: string): Promise<Seen> =>
    new Promise((resolve, reject) => {
      const headers = {
        ...(cookie === '' ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      };
      const request = http.request(`${base}${address}`, { method, headers, agent: false }, (response) => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers });
        response.destroy();
      });
      request.on('error', reject);
      request.end(body);
    });

  const check = (where: string, { headers }: Seen): void => {
    const csp = String(headers['content-security-policy']);
    for (const [name, value] of ALWAYS) {
      const matches = typeof value === 'string' ? headers[name] === value : value.test(String(headers[name]));
      expect([where, name, headers[name], matches]).toEqual([where, name, headers[name], true]);
    }
    for (const name of NEVER) expect([where, name, headers[name]]).toEqual([where, name, undefined]);
    for (const part of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"]) {
      expect([where, csp.split(';')]).toEqual([where, expect.arrayContaining([part]) as string[]]);
    }
    expect([where, /unsafe-eval|script-src[^;]*(unsafe-inline|https?:|data:|blob:|\*)/.test(csp)]).toEqual([
      where,
      false,
    ]);
  };

  it('are there on every route, for those who may and those who may not', async () => {
    const statuses = new Set<number>();
    for (const route of liveRoutes(platform)) {
      const entry = MATRIX[route.name];
      const cast = route.method === 'GET' ? readers : await Cast.assemble(platform);
      for (const role of ROLES) {
        const target = cast.targets[role];
        const body = entry?.body?.(target, cast.organisation);
        const cookies = cast.clients[role].cookie.bind(cast.clients[role]);
        const name = `assay_attempt_${target.attemptId}`;
        const cookie = [
          ['assay_manager', cookies('assay_manager')],
          [name, cookies(name)],
        ]
          .flatMap(([key, value]) => (value === undefined ? [] : [`${String(key)}=${value}`]))
          .join('; ');
        const text = body === undefined ? undefined : JSON.stringify(body);
        const seen = await head(platform.url, route.method, addressOf(route, target), cookie, text);
        statuses.add(seen.status);
        const where = `${route.name} as ${role}: ${String(seen.status)}`;
        check(where, seen);
        expect([where, seen.headers['cache-control']]).toEqual([where, 'no-store']);
        expect([where, seen.headers.etag]).toEqual([where, undefined]);
        // An answer of the API is data, wherever a browser is made to show it.
        expect([where, String(seen.headers['content-security-policy'])]).toEqual([
          where,
          expect.not.stringContaining('self'),
        ]);
        if (seen.status < 300 && seen.status !== 204) {
          const type = String(seen.headers['content-type']);
          expect([where, type]).toEqual([
            where,
            expect.stringMatching(/^(application\/json|text\/event-stream)/),
          ]);
        }
      }
    }
    for (const status of [200, 201, 202, 204, 401, 404, 409]) expect([...statuses]).toContain(status);
  });

  it.each([
    ['GET', '/', 'no-cache'],
    ['GET', '/manage/attempts/1', 'no-cache'],
    ['HEAD', '/invitation', 'no-cache'],
    ['GET', '/theme.js', 'no-cache'],
    ['GET', '/assets/index-abc.js', /immutable/],
    ['GET', '/assets/gone.js', 'no-store'],
    ['POST', '/', 'no-store'],
    ['GET', '/%E0%A4%A', 'no-cache'],
    ['GET', '/..%2f..%2fpackage.json', /./],
    ['GET', '/api', 'no-store'],
    ['GET', '/api/nowhere', 'no-store'],
    ['GET', '/api/attempts/%E0%A4%A', 'no-store'],
    ['OPTIONS', '/api/attempts', 'no-store'],
    ['GET', '/api/openapi.json', 'no-store'],
  ])('are there at %s %s', async (method, address, cache) => {
    const seen = await head(platform.url, method, address);
    check(`${method} ${address}`, seen);
    expect(seen.headers['cache-control']).toMatch(cache);
  });

  it.each(['/api/docs', '/api/docs/swagger-ui-init.js', '/api/docs/swagger-ui.css'])(
    'are there at %s, which is a page',
    async (address) => {
      const seen = await head(platform.url, 'GET', address);
      expect(seen.status).toBe(200);
      check(address, seen);
      expect(seen.headers['content-security-policy']).toContain("script-src 'self'");
    },
  );

  it('tell browsers to stay with https where the platform is reached over it, and not elsewhere', async () => {
    for (const address of ['/', '/api/health', '/api/attempts', '/assets/index-abc.js', '/api/nowhere']) {
      const secure = await head(overHttps.url, 'GET', address);
      check(address, secure);
      expect(secure.headers['strict-transport-security']).toMatch(/^max-age=\d{8,}/);
      expect((await head(platform.url, 'GET', address)).headers['strict-transport-security']).toBeUndefined();
    }
  });
});
