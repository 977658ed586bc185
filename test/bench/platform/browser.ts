import http from 'node:http';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A server-sent event. */
export interface StreamedEvent {
  readonly name: string;
  readonly data: unknown;
}

/** Speaks to the API as a page does: one origin, cookies, connections that are kept. */
export class Browser {
  private readonly agent = new http.Agent({ keepAlive: true });
  private readonly cookies = new Map<string, string>();

  constructor(private readonly origin: string) {}

  async get(path: string): Promise<Answer> {
    return this.request('GET', path);
  }

  /** @throws when the answer is not a success */
  async post(path: string, body: object): Promise<unknown> {
    const answer = await this.request('POST', path, body);
    if (answer.status >= 300)
      throw new Error(`POST ${path} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Reads a stream of events until `take` says that it has seen enough. */
  async stream(path: string, take: (event: StreamedEvent) => boolean): Promise<void> {
    const response = await this.open('GET', path);
    if (response.statusCode !== 200)
      throw new Error(`GET ${path} was answered ${String(response.statusCode)}`);
    let text = '';
    response.setEncoding('utf8');
    for await (const piece of response) {
      text += String(piece);
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = eventOf(block);
        if (event !== undefined && take(event)) {
          response.destroy();
          return;
        }
      }
    }
    throw new Error(`the stream ${path} ended early`);
  }

  close(): void {
    this.agent.destroy();
  }

  private async request(method: string, path: string, body?: object): Promise<Answer> {
    const response = await this.open(method, path, body);
    for (const line of response.headers['set-cookie'] ?? []) {
      const [pair = ''] = line.split(';');
      this.cookies.set(pair.slice(0, pair.indexOf('=')), pair);
    }
    const pieces: Buffer[] = [];
    for await (const piece of response) pieces.push(piece as Buffer);
    const text = Buffer.concat(pieces).toString('utf8');
    return {
      status: response.statusCode ?? 0,
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
    };
  }

  private open(method: string, path: string, body?: object): Promise<http.IncomingMessage> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const request = http.request(
        new URL(path, this.origin),
        {
          method,
          agent: this.agent,
          headers: {
            ...(this.cookies.size === 0 ? {} : { cookie: [...this.cookies.values()].join('; ') }),
            ...(text === undefined
              ? {}
              : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
          },
        },
        resolve,
      );
      request.on('error', reject);
      request.end(text);
    });
  }
}

function eventOf(block: string): StreamedEvent | undefined {
  let name: string | undefined;
  let data: string | undefined;
  for (const line of block.split('\n')) {
    if (line.startsWith('event: ')) name = line.slice(7);
    if (line.startsWith('data: ')) data = line.slice(6);
  }
  return name === undefined || data === undefined ? undefined : { name, data: JSON.parse(data) as unknown };
}
