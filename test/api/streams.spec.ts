import { once } from 'node:events';
import { connect } from 'node:net';
import { attemptViewSchema, sequencedSubmissionEventSchema, type AttemptView } from '@assay/contracts';
import { Redis } from 'ioredis';
import { STREAMS_MAX } from '../../apps/api/http/streams.service';
import { expectProblem, type StreamedEvent } from '../support/api-client';
import { Organisation, SECRET, WorkerByHand, aResult, type Candidate } from '../support/builders';
import { eventually, startPlatform, type Platform } from '../support/platform';

/** Nothing listens there: Redis is away. */
const NO_REDIS = 'redis://127.0.0.1:1';

const within = (ms: number) => AbortSignal.timeout(ms);
const numbers = (events: StreamedEvent[]) => events.map((one) => Number(one.id));

async function collect(
  events: AsyncGenerator<StreamedEvent>,
  until = Number.POSITIVE_INFINITY,
): Promise<StreamedEvent[]> {
  const seen: StreamedEvent[] = [];
  for await (const event of events) {
    seen.push(event);
    if (seen.length >= until) break;
  }
  return seen;
}

describe.each([
  ['with Redis', undefined],
  ['while Redis is away', NO_REDIS],
])('live streams %s', (_name, redisUrl) => {
  let platform: Platform;
  let organisation: Organisation;

  beforeAll(async () => {
    platform = await startPlatform(redisUrl === undefined ? {} : { redisUrl });
    organisation = await Organisation.with(platform);
  });

  afterAll(() => platform.close());

  const running = async (candidate: Candidate) => {
    const worker = new WorkerByHand(platform, await candidate.submitted());
    await worker.claim();
    await worker.report(3, aResult('answers'));
    await worker.report(4, aResult('charges-once', 'failed'));
    return worker;
  };

  it('tell every event in order, redacted, and end after the verdict', async () => {
    const candidate = await organisation.startedCandidate();
    const worker = await running(candidate);
    const address = `/api/submissions/${worker.submissionId}/events`;
    const streaming = collect(candidate.client.events(address, within(20_000)));
    await new Promise((resolve) => setTimeout(resolve, 300));
    await worker.report(5, aResult('under-load'));
    await worker.conclude(6);
    const events = await streaming;
    expect(numbers(events)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    const sequenced = events.map((one) => sequencedSubmissionEventSchema.parse(one.data));
    expect(sequenced.map((one) => one.event.type)).toEqual([
      'status',
      'status',
      'test',
      'test',
      'test',
      'status',
      'verdict',
    ]);
    expect(events.map((one) => one.event)).toEqual(sequenced.map((one) => one.event.type));
    const told = events.filter((one) => JSON.stringify(one.data).includes(SECRET));
    expect(numbers(told)).toEqual([3]);
  });

  it('go on where they stopped, and a browser that has seen all is told to stay away', async () => {
    const candidate = await organisation.startedCandidate();
    const worker = await running(candidate);
    const address = `/api/submissions/${worker.submissionId}/events`;
    const first = await collect(candidate.client.events(address, within(10_000)), 3);
    expect(numbers(first)).toEqual([1, 2, 3]);
    await worker.conclude(5);
    const rest = await collect(candidate.client.events(address, within(10_000), { 'last-event-id': '3' }));
    expect(numbers(rest)).toEqual([4, 5, 6]);
    expect(numbers(await collect(candidate.client.events(`${address}?after=5`, within(10_000))))).toEqual([
      6,
    ]);
    expect((await candidate.client.get(address, { 'last-event-id': '6' })).status).toBe(204);
  });

  it('end with whoever left before they began', async () => {
    const candidate = await organisation.startedCandidate();
    const address = `${candidate.address}/events`;
    const { hostname, port } = new URL(platform.url);
    const name = `assay_attempt_${candidate.attemptId}`;
    const cookie = `${name}=${candidate.client.cookie(name) ?? ''}`;
    for (let turn = 0; turn < STREAMS_MAX; turn += 1) {
      const socket = connect(Number(port), hostname);
      await once(socket, 'connect');
      await new Promise((resolve) =>
        socket.write(`GET ${address} HTTP/1.1\r\nHost: ${hostname}\r\nCookie: ${cookie}\r\n\r\n`, resolve),
      );
      socket.destroy();
    }
    await eventually(
      () => candidate.client.send('HEAD', address),
      ({ status }) => status === 200,
    );
  });

  it('are so many of one attempt and no more, and a closed one makes room', async () => {
    const candidate = await organisation.startedCandidate();
    const address = `${candidate.address}/events`;
    const stop = new AbortController();
    const open = async () => {
      const stream = candidate.client.events(address, stop.signal);
      await stream.next();
      return stream;
    };
    const [first] = await Promise.all(Array.from({ length: STREAMS_MAX }, open));
    const refused = await candidate.client.get(address);
    expectProblem(refused, 'too_many_requests');
    expect(refused.headers.get('retry-after')).toBe('10');
    // A submission's events are streams of the same attempt; those of others are not.
    const submission = await candidate.submitted();
    expect((await candidate.client.get(`/api/submissions/${submission}/events`)).status).toBe(429);
    const other = await organisation.startedCandidate();
    await other.client.events(`${other.address}/events`, stop.signal).next();
    await first?.return(undefined);
    await eventually(
      () => candidate.client.send('HEAD', address),
      ({ status }) => status === 200,
    );
    stop.abort();
  });

  it('tell extra time and the end by the clock to an open page', async () => {
    const candidate = await organisation.startedCandidate();
    const manager = await organisation.manager();
    const views: AttemptView[] = [];
    const streaming = (async () => {
      for await (const { event, data } of candidate.client.events(
        `${candidate.address}/events`,
        within(30_000),
      )) {
        expect(event).toBe('attempt');
        views.push(attemptViewSchema.parse(data));
      }
    })();
    const seen = async (count: number) => {
      for (let tries = 0; views.length < count && tries < 200; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      expect(views).toHaveLength(count);
    };
    await seen(1);
    const asked = Date.now();
    await manager.post(`${candidate.address}/extra-time`, { minutes: 5 });
    await seen(2);
    // A hint arrives at once; without Redis the next look does.
    expect(Date.now() - asked).toBeLessThan(redisUrl === undefined ? 1_500 : 4_000);
    expect(views[1]?.extraTimeMs).toBe(300_000);
    await candidate.elapse(2 * 3_600_000);
    await seen(3);
    expect(views[2]).toMatchObject({ state: 'finished', finishedBy: 'clock' });
    // Nothing follows, and the stream ends by itself.
    await streaming;
    expect(views).toHaveLength(3);
  });
});

describe('jobs', () => {
  it('are added after the row, under an id of their own', async () => {
    const platform = await startPlatform();
    const redis = new Redis(process.env.TEST_REDIS_URL ?? '');
    try {
      const candidate = await (await Organisation.with(platform)).startedCandidate();
      const id = await candidate.submitted();
      expect(await redis.hget(`bull:judging:${id}-1`, 'data')).toBe(JSON.stringify({ submissionId: id }));
      await redis.del(`bull:judging:${id}-1`);
      await redis.lrem('bull:judging:wait', 0, `${id}-1`);
    } finally {
      redis.disconnect();
      await platform.close();
    }
  });
});
