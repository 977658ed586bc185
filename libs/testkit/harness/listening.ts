import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Between two tries, milliseconds: short at first, since a warm service listens within some 20 ms. */
function waitMs(tries: number): number {
  if (tries < 100) return 3;
  return tries < 400 ? 10 : 25;
}

/** Longest wait for one connection, milliseconds. */
const CONNECT_MS = 500;

/** Whether something accepts TCP connections there, now. */
export function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port });
    const end = (accepted: boolean): void => {
      socket.destroy();
      resolve(accepted);
    };
    socket.setTimeout(CONNECT_MS, () => {
      end(false);
    });
    socket.once('connect', () => {
      end(true);
    });
    socket.on('error', () => {
      end(false);
    });
  });
}

/** Waits until the port accepts connections (or, with `wanted` false, until it refuses them). False when the time is over. */
export async function untilPort(
  host: string,
  port: number,
  wanted: boolean,
  capMs: number,
): Promise<boolean> {
  const end = performance.now() + capMs;
  for (let tries = 0; ; tries += 1) {
    if ((await accepts(host, port)) === wanted) return true;
    if (performance.now() >= end) return false;
    await pause(waitMs(tries));
  }
}
