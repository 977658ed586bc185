import { Duplex } from 'node:stream';
import { expect } from 'expect';
import { expectStatus } from '../expectation';
import { HttpClient } from '../http-client';
import { createAgent } from '../http-connections';
import { outcomeOf } from './outcome';
import { fittingFrame } from './result-text';

/** Enough for the first calls not to be the slow ones; more showed no further gain. */
const ROUNDS = 40;

const ANSWER = Buffer.from(
  'HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 27\r\nConnection: close\r\n\r\n{"id":"warm","amount":1250}',
);

/** A connection that answers every request with the same bytes, without a network. */
function cannedConnection(): Duplex {
  return new Duplex({
    read: () => undefined,
    write(_chunk, _encoding, done) {
      this.push(ANSWER);
      done();
    },
  });
}

/**
 * Runs the paths that a test takes (client, JSON, expectations met and unmet) before the go, on canned bytes: what is
 * loaded lazily is then loaded, and the first test costs no more than the others.
 */
export async function warmUp(): Promise<void> {
  // There is no subject to speak to yet: this agent's connections lead nowhere.
  const agent = Object.assign(createAgent(), { createConnection: cannedConnection });
  const endpoint = { host: '127.0.0.1', port: 9, agent };
  const client = new HttpClient(endpoint, { signal: new AbortController().signal, note: () => undefined });
  for (let round = 0; round < ROUNDS; round += 1) {
    const answer = await client.post('/warm', { json: { round }, headers: { 'x-warm': 'up' } });
    expectStatus(answer, 201);
    expect(answer.object()).toMatchObject({ id: 'warm' });
    expect(answer.number('amount')).toBe(1250);
    expect(answer.object()).toEqual({ id: expect.any(String), amount: 1250 });
  }
  try {
    expect({ id: 'warm', amount: 1 }).toEqual({ id: 'warm', amount: 2 });
  } catch (error) {
    fittingFrame({ type: 'test-ended', id: 'warm', durationMs: 0, ...outcomeOf(error) });
  }
}
