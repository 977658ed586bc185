// Docker Engine's HTTP API, as much of it as the set-up needs; no docker command has to be installed.
import http from 'node:http';
import { interruption } from './steps.mjs';

export const DEFAULT_HOST = 'unix:///var/run/docker.sock';

/** An answer of the engine that is not a success. */
export class EngineError extends Error {
  constructor(status, message) {
    super(message);
    this.name = 'EngineError';
    this.status = status;
  }
}

export class Engine {
  /** @param {string} host unix:///path or tcp://host:port */
  constructor(host = process.env.DOCKER_HOST || DEFAULT_HOST) {
    const url = new URL(host);
    if (url.protocol === 'unix:') this.target = { socketPath: url.pathname };
    else if (url.protocol === 'tcp:' || url.protocol === 'http:') {
      this.target = { host: url.hostname, port: Number(url.port || 2375) };
    } else throw new Error(`DOCKER_HOST=${host} is not supported: use unix:///path or tcp://host:port.`);
    this.host = host;
  }

  /**
   * @param {string} method
   * @param {string} pathname unversioned, so that every engine answers in its own version
   * @param {{ query?: object, json?: unknown, body?: import('node:stream').Readable, timeoutMs?: number,
   *   interruptible?: boolean, headers?: object }} options query values that are objects are sent as JSON
   * @returns {Promise<http.IncomingMessage>}
   * @throws {EngineError} on a status of 400 and above
   */
  async open(method, pathname, options = {}) {
    const { query = {}, json, body, timeoutMs, interruptible = true, headers = {} } = options;
    const search = new URLSearchParams(
      Object.entries(query).map(([key, value]) => [
        key,
        typeof value === 'object' ? JSON.stringify(value) : String(value),
      ]),
    );
    const signals = [
      ...(interruptible ? [interruption.signal] : []),
      ...(timeoutMs ? [AbortSignal.timeout(timeoutMs)] : []),
    ];
    const response = await new Promise((resolve, reject) => {
      const request = http.request({
        ...this.target,
        method,
        path: `${pathname}${search.size > 0 ? `?${search}` : ''}`,
        headers: json === undefined ? headers : { 'content-type': 'application/json', ...headers },
        ...(signals.length > 0 ? { signal: AbortSignal.any(signals) } : {}),
      });
      request.on('response', resolve);
      request.on('error', reject);
      if (body) {
        body.on('error', (error) => request.destroy(error));
        body.pipe(request);
      } else request.end(json === undefined ? undefined : JSON.stringify(json));
    });
    if (response.statusCode >= 400) {
      const text = await readAll(response);
      let message = text.trim();
      try {
        message = JSON.parse(text).message ?? message;
      } catch {
        // not JSON: the text is the message
      }
      throw new EngineError(response.statusCode, message || `status ${response.statusCode}`);
    }
    return response;
  }

  /** Like `open`, for a JSON answer. */
  async call(method, pathname, options = {}) {
    const text = await readAll(await this.open(method, pathname, { timeoutMs: 60_000, ...options }));
    return text ? JSON.parse(text) : undefined;
  }

  /**
   * Follows an answer that is a stream of JSON lines (pull, import, build).
   * @param {(message: object) => void} onMessage
   * @throws {EngineError} when a line carries an error
   */
  async follow(method, pathname, options, onMessage) {
    const response = await this.open(method, pathname, options);
    let rest = '';
    const take = (line) => {
      if (!line.trim()) return;
      const message = JSON.parse(line);
      onMessage(message);
      if (message.error) throw new EngineError(500, message.error);
    };
    response.setEncoding('utf8');
    for await (const chunk of response) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop();
      lines.forEach(take);
    }
    take(rest);
  }

  /** @returns {Promise<'up' | 'forbidden' | 'down'>} */
  async state(timeoutMs = 3_000) {
    try {
      await readAll(await this.open('GET', '/_ping', { timeoutMs, interruptible: false }));
      return 'up';
    } catch (error) {
      return error.code === 'EACCES' ? 'forbidden' : 'down';
    }
  }

  /** Containers in any state that carry all of the labels. */
  containers(labels, { running = false, ...options } = {}) {
    const filters = {
      ...(labels.length > 0 ? { label: labels } : {}),
      ...(running ? { status: ['running'] } : {}),
    };
    return this.call('GET', '/containers/json', { query: { all: true, filters }, ...options });
  }

  async removeContainer(id, options = {}) {
    try {
      await this.call('DELETE', `/containers/${id}`, { query: { force: true, v: true }, ...options });
    } catch (error) {
      // 404: gone already; 409: being removed by somebody else, which is what we want
      if (error.status !== 404 && error.status !== 409) throw error;
    }
  }
}

async function readAll(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
