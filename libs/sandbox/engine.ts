import http from 'node:http';
import https from 'node:https';
import { inspect } from 'node:util';
import Docker, { type DockerOptions } from 'dockerode';

/** What the engine says of itself, as far as it matters here. */
export interface EngineFacts {
  /** Bytes. */
  readonly MemTotal: number;
  /** By name, with path and arguments. */
  readonly Runtimes: Readonly<Record<string, unknown>>;
  readonly DefaultRuntime: string;
  readonly ID: string;
  readonly NCPU: number;
  readonly ServerVersion: string;
  readonly KernelVersion: string;
  readonly SecurityOptions: readonly string[];
}

/**
 * Dockerode's client writes the options of every request out for its debug log, to any depth and whether or not somebody
 * reads that log. An agent would be written out with all its sockets and their buffers: seconds for a single request.
 */
function unspoken<A extends object>(agent: A): A {
  Object.defineProperty(agent, inspect.custom, { value: () => 'an agent' });
  return agent;
}

/**
 * The Docker Engine that slots run on. Each request has a connection of its own: an engine that is stopping still answers
 * over those that it has, and one that was restarted leaves dead ones behind.
 * @param host `unix:///path` or `http(s)://host:port`, as in DOCKER_HOST
 */
export function connectEngine(host = 'unix:///var/run/docker.sock'): Docker {
  if (host.startsWith('unix://')) {
    const options = { socketPath: host.slice('unix://'.length), agent: unspoken(new http.Agent()) };
    return new Docker(options);
  }
  const url = new URL(host.replace(/^tcp:/, 'http:'));
  const options: DockerOptions & { agent: http.Agent } = {
    host: url.hostname,
    port: url.port,
    protocol: url.protocol === 'https:' ? 'https' : 'http',
    agent: unspoken(url.protocol === 'https:' ? new https.Agent() : new http.Agent()),
  };
  return new Docker(options);
}

/** An answer of the engine that says that the thing is not (or no longer) there, or is already being removed. */
export function isGone(error: unknown): boolean {
  const status = (error as { statusCode?: number }).statusCode;
  return status === 404 || status === 409;
}

/**
 * Tells when an engine's process ends, even where another answers in its place a moment later: a connection that stays
 * open for as long as that process lives, and that no container can reach.
 */
export class EngineWatch {
  private gone = false;

  private constructor(private readonly stream: NodeJS.ReadableStream) {
    const end = (): void => {
      this.gone = true;
    };
    stream.on('end', end).on('close', end).on('error', end).resume();
  }

  static async open(docker: Docker): Promise<EngineWatch> {
    // Nothing is reported of the engine itself but a change of its settings.
    return new EngineWatch(await docker.getEvents({ filters: { type: ['daemon'] } }));
  }

  /** Whether the process has ended since. */
  get lost(): boolean {
    return this.gone;
  }

  close(): void {
    // The client declares less than it gives: an answer of Node's own.
    (this.stream as NodeJS.ReadableStream & { destroy(): void }).destroy();
  }
}
