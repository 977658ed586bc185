import { failed, unreachable } from './failures';
import type { Json } from './http-answer';
import type { HttpClient } from './http-client';

/** What came of a call: a value, or what the function threw. */
export type CallOutcome = { readonly result: Json } | { readonly error: string };

/**
 * Calls the functions of a challenge of kind `function`. Arguments and results are JSON. A function is found by its name
 * without regard to case and underscores, so that `mergeIntervals` is `merge_intervals` in one language and
 * `MergeIntervals` in another.
 */
export class FunctionClient {
  constructor(private readonly http: HttpClient) {}

  /** Calls a function and gives its result. A function that throws ends the test as failed, with what it threw. */
  async call(name: string, ...args: readonly unknown[]): Promise<Json> {
    const outcome = await this.attempt(name, ...args);
    if ('result' in outcome) return outcome.result;
    throw failed(`${name}(…) raised an error: ${outcome.error}`);
  }

  /** Calls a function that may throw. */
  async attempt(name: string, ...args: readonly unknown[]): Promise<CallOutcome> {
    const answer = await this.http.post('/call', { json: { function: name, arguments: args } });
    const body = answer.object();
    if (answer.status === 200 && 'result' in body) return { result: body['result'] ?? null };
    if (answer.status === 200 && typeof body['error'] === 'string') return { error: body['error'] };
    if (answer.status === 404) throw failed(`There is no function ${name}.`);
    throw unreachable(`The call of ${name} was not answered as a call: ${answer.excerpt(200)}`);
  }
}
