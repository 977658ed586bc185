import { expect } from 'expect';
import { failed } from './failures';
import type { HttpAnswer } from './http-answer';

/** Counts an assertion that does not go through `expect`, so that the test is known to have looked at something. */
export function countAssertion(): void {
  expect.setState({ assertionCalls: expect.getState().assertionCalls + 1 });
}

/**
 * Expects the status of an answer, and says in the message what was asked and what came instead.
 * Gives the answer back: `const created = expectStatus(await t.http.post('/users', …), 201)`.
 */
export function expectStatus(answer: HttpAnswer, ...statuses: readonly number[]): HttpAnswer {
  countAssertion();
  if (statuses.includes(answer.status)) return answer;
  const wanted = statuses.join(' or ');
  throw failed(`${answer.request} answered ${answer.status}, expected ${wanted}.`, wanted, answer.excerpt());
}
