import { failed } from './failures';

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type JsonObject = Record<string, Json>;

/** A whole answer of the subject. Reading it wrongly (JSON that is none) ends the test as failed, with a sentence. */
export class HttpAnswer {
  #json: Json | undefined;

  constructor(
    /** Such as `POST /payments`. */
    readonly request: string,
    readonly status: number,
    /** Names in lower case; repeated ones joined with ", ". */
    readonly headers: Readonly<Record<string, string>>,
    /** Each `Set-Cookie` line. */
    readonly cookies: readonly string[],
    readonly body: Buffer,
    readonly durationMs: number,
  ) {}

  get text(): string {
    return this.body.toString('utf8');
  }

  /** The media type without its parameters, lower case: `application/json`. Empty when there is none. */
  get mediaType(): string {
    return (this.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  }

  /** The body read as JSON, whatever its media type. */
  json(): Json {
    if (this.#json === undefined) {
      try {
        this.#json = JSON.parse(this.text) as Json;
      } catch {
        throw failed(
          `${this.request} answered ${this.status} with a body that is not JSON.`,
          'JSON',
          this.excerpt(),
        );
      }
    }
    return this.#json;
  }

  /** The body read as a JSON object. */
  object(): JsonObject {
    const value = this.json();
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
    throw failed(
      `${this.request} answered ${this.status} with JSON that is not an object.`,
      'a JSON object',
      this.excerpt(),
    );
  }

  /** The body read as a JSON array of objects. */
  list(): JsonObject[] {
    const value = this.json();
    const isObject = (item: Json): item is JsonObject =>
      typeof item === 'object' && item !== null && !Array.isArray(item);
    if (Array.isArray(value) && value.every(isObject)) return value;
    throw failed(
      `${this.request} answered ${this.status} with JSON that is not a list of objects.`,
      'a JSON array',
      this.excerpt(),
    );
  }

  /** A text of the body's JSON object, not empty. */
  string(name: string): string {
    const value = this.object()[name];
    if (typeof value === 'string' && value !== '') return value;
    throw failed(
      `${this.request} answered ${this.status} without a text "${name}".`,
      `"${name}": a text`,
      this.excerpt(),
    );
  }

  /** A number of the body's JSON object. */
  number(name: string): number {
    const value = this.object()[name];
    // JSON has numbers that are past all that can be counted with: 1e999.
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw failed(
      `${this.request} answered ${this.status} without a number "${name}".`,
      `"${name}": a number`,
      this.excerpt(),
    );
  }

  /** The status and the beginning of the body, for messages. */
  excerpt(max = 600): string {
    const text = this.text;
    if (text === '') return `${this.status} with an empty body`;
    return `${this.status} ${text.length > max ? `${text.slice(0, max)} … (${this.body.length} bytes)` : text}`;
  }
}
