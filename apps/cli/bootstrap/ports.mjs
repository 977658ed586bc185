// TCP ports of this machine.
import net from 'node:net';

/** Whether a port can be listened on. */
export function isFree(port, host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', (error) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else if (error.code === 'EAFNOSUPPORT' || error.code === 'EADDRNOTAVAIL')
        resolve(true); // no such address family here
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** The first free port of the loopback, counting up. @throws when fifty in a row are taken */
export async function freePort(first) {
  for (let port = first; port < first + 50; port += 1) {
    if (await isFree(port, '127.0.0.1')) return port;
  }
  throw new Error(`No free port between ${first} and ${first + 49}.`);
}

/**
 * The port that the platform listens on.
 * @throws when PORT is not a port's number
 */
export function readPort(text = process.env.PORT) {
  if (text === undefined || text === '') return 3000;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw new Error(`PORT=${text} is not a port (1 to 65535).`);
  return port;
}
