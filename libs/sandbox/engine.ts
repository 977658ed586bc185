import Docker from 'dockerode';

/**
 * The Docker Engine that slots run on.
 * @param host `unix:///path` or `http(s)://host:port`, as in DOCKER_HOST
 */
export function connectEngine(host = 'unix:///var/run/docker.sock'): Docker {
  if (host.startsWith('unix://')) return new Docker({ socketPath: host.slice('unix://'.length) });
  const url = new URL(host.replace(/^tcp:/, 'http:'));
  return new Docker({
    host: url.hostname,
    port: url.port,
    protocol: url.protocol === 'https:' ? 'https' : 'http',
  });
}

/** An answer of the engine that says that the thing is not (or no longer) there, or is already being removed. */
export function isGone(error: unknown): boolean {
  const status = (error as { statusCode?: number }).statusCode;
  return status === 404 || status === 409;
}
