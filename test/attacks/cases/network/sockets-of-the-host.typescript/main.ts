import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { serve } from './vault';

const PATHS = [
  '{{canary.socket}}',
  '/proc/1/root{{canary.socket}}',
  '/proc/1/cwd/../../../..{{canary.socket}}',
  '/var/run/docker.sock',
  '/run/docker.sock',
  '/run/containerd/containerd.sock',
  '/run/judge/.s.PGSQL.5432',
  '/run/judge/redis.sock',
  '/run/systemd/private',
  '/run/dbus/system_bus_socket',
  '\0docker',
  '\0judge',
];

function reach(path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ path }, () => {
      socket.destroy();
      resolve(path);
    });
    socket.on('error', () => resolve(undefined));
  });
}

void Promise.all(PATHS.map(reach)).then((answers) => {
  const reached = answers.filter((path) => path !== undefined);
  console.log(reached.length > 0 ? `BREACH ${reached}` : `TRIED ${PATHS.length} paths; /run holds ${readdirSync('/run')}`);
  serve();
});
