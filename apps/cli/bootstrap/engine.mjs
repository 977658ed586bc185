// Docker Engine: found, started or installed; and stopped again when it was us who started it.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, openSync, closeSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEFAULT_HOST, Engine } from './engine-api.mjs';
import { administrator, installPackages, isRoot, runAsRoot } from './privilege.mjs';
import { endProcess, identify, isAlive } from './processes.mjs';
import { findProgram, programEnv, run } from './run.mjs';
import { fromRoot, logsDir, readState, removeState, writeState } from './state.mjs';
import { StepError, interruption, Interrupted } from './steps.mjs';

const RECORD = 'engine.json';
const START_PATIENCE_MS = 60_000;
const INSTALL_ADVICE =
  'Install Docker Engine (Debian and Ubuntu: sudo apt-get install docker.io; others: https://docs.docker.com/engine/install/), ' +
  'start it, and run the command again. Assay never judges without its sandbox.';

/**
 * Finds a running engine, else starts one, else installs and starts one.
 * @returns {Promise<{ engine: Engine, outcome: string }>}
 * @throws {StepError} when no engine can be had
 */
export async function ensureEngine(step) {
  const engine = new Engine();
  let state = await engine.state();
  let how = 'running';
  if (state === 'down' && process.env.DOCKER_HOST) {
    throw new StepError(`DOCKER_HOST is ${engine.host}, and no Docker Engine answers there.`, {
      advice: 'Start that engine, or unset DOCKER_HOST to use the local one.',
    });
  }
  if (state === 'down') {
    how = await bringUp(step, engine);
    state = await engine.state();
  }
  if (state === 'forbidden') await openSocket(step, engine);
  const version = await engine.call('GET', '/version');
  if (version.Os !== 'linux')
    throw new StepError(`The Docker Engine runs ${version.Os} containers; Assay needs Linux ones.`);
  return { engine, outcome: `${version.Version}, ${how}` };
}

async function bringUp(step, engine) {
  if (!administrator()) {
    const message = findProgram('dockerd')
      ? "Docker Engine is installed but does not run; starting it needs root, and you are not root and can't use sudo without a password."
      : "Docker Engine is not installed; installing it needs root, and you are not root and can't use sudo without a password.";
    throw new StepError(message, {
      advice: findProgram('dockerd')
        ? 'Start it: sudo systemctl start docker (or run `npm start` as root).'
        : INSTALL_ADVICE,
    });
  }
  let how = 'started';
  if (!findProgram('dockerd')) {
    if (!findProgram('apt-get'))
      throw new StepError('Docker Engine is not installed.', { advice: INSTALL_ADVICE });
    await installPackages(enginePackages(), 'run Docker Engine', step);
    how = 'installed and started';
  }
  step.note('starting dockerd');
  if (existsSync('/run/systemd/system')) {
    await runAsRoot('systemctl', ['start', 'docker.service'], { step, timeoutMs: START_PATIENCE_MS });
    writeState(RECORD, { by: 'systemd' });
    await waitUntilUp(engine, START_PATIENCE_MS);
    return how;
  }
  // Debian's package may have started it through its init script a moment ago.
  if (how !== 'started' && (await waitUntilUp(engine, 5_000))) {
    const pid = daemonPid('/var/run/docker.pid');
    if (pid) writeState(RECORD, { by: 'spawn', daemon: identify(pid) });
    return how;
  }
  await startDaemon({ engine, step });
  return how;
}

/** With AppArmor in the kernel, containers only start when its parser is there; Debian merely recommends it. */
function enginePackages() {
  const switchFile = '/sys/module/apparmor/parameters/enabled';
  const appArmor = existsSync(switchFile) && readFileSync(switchFile, 'utf8').startsWith('Y');
  const rest = ['docker.io', 'iptables', 'ca-certificates', 'debootstrap'];
  const compose = findProgram('docker-compose') ? [] : ['docker-compose'];
  return [...rest, ...compose, ...(appArmor ? ['apparmor'] : [])];
}

function daemonPid(pidFile) {
  const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').trim()) : 0;
  return pid > 0 ? pid : undefined;
}

/**
 * Starts dockerd as a process of its own and waits until it answers.
 * @param {{ engine: Engine, step: object, args?: string[], pidFile?: string }} options
 */
export async function startDaemon({ engine, step, args = [], pidFile = '/var/run/docker.pid' }) {
  const log = path.join(logsDir, 'dockerd.log');
  // Where the kernel has no netfilter tables dockerd gives up; published ports work through its proxy all the same.
  for (const extra of [[], ['--iptables=false', '--ip6tables=false']]) {
    const pid = spawnDaemon(log, [...args, ...extra]);
    if (await waitUntilUp(engine, START_PATIENCE_MS, pid)) {
      const daemon = daemonPid(pidFile) ?? pid;
      writeState(RECORD, { by: 'spawn', daemon: identify(daemon) });
      return;
    }
    const said = readFileSync(log, 'utf8').slice(-8_000);
    step.write(said);
    if (!/iptables|nf_tables|netfilter/i.test(said)) break;
  }
  throw new StepError('Docker Engine was started but does not answer.', {
    log,
    advice: `Read ${fromRoot(log)}. In a container or a restricted virtual machine dockerd needs the right to mount, to make namespaces and to write cgroups.`,
  });
}

function spawnDaemon(log, args) {
  const out = openSync(log, 'w');
  try {
    const dockerd = findProgram('dockerd');
    const [program, ...rest] = isRoot ? [dockerd, ...args] : ['sudo', '-n', dockerd, ...args];
    const child = spawn(program, rest, {
      detached: true,
      stdio: ['ignore', out, out],
      env: programEnv(),
      cwd: '/',
    });
    child.unref();
    if (child.pid === undefined) throw new StepError(`${dockerd} could not be run.`);
    return child.pid;
  } finally {
    closeSync(out);
    chmodSync(log, 0o600);
  }
}

/** @returns {Promise<boolean>} whether the engine answers (or would, if we were let in) within the time */
async function waitUntilUp(engine, patienceMs, pid) {
  const born = pid === undefined ? undefined : identify(pid);
  const until = Date.now() + patienceMs;
  while (Date.now() < until) {
    if (interruption.signal.aborted) throw new Interrupted();
    if ((await engine.state(1_000)) !== 'down') return true;
    if (born && !isAlive(born)) return false;
    await sleep(100);
  }
  return false;
}

/** The engine runs, but its socket is closed to this user: with sudo, lets this user in until the engine restarts. */
async function openSocket(step, engine) {
  const socket = engine.target.socketPath;
  const advice =
    'Add yourself to the group docker (sudo usermod -aG docker "$USER"), sign in anew, and run the command again.';
  if (!socket || !administrator())
    throw new StepError(`You may not use the Docker Engine at ${engine.host}.`, { advice });
  if (!findProgram('setfacl')) await installPackages(['acl'], "open the engine's socket to you", step);
  await runAsRoot('setfacl', ['-m', `u:${process.getuid()}:rw`, socket], { step });
  if ((await engine.state()) !== 'up')
    throw new StepError(`You may not use the Docker Engine at ${engine.host}.`, { advice });
}

/**
 * Stops the engine if Assay started it and nobody else's containers run on it.
 * @returns {Promise<string | undefined>} what was done, for a person; undefined when there was nothing to do
 */
export async function stopOwnEngine() {
  const record = readState(RECORD);
  if (!record || process.env.DOCKER_HOST) return undefined;
  if (record.by === 'spawn' && !isAlive(record.daemon)) {
    removeState(RECORD);
    return undefined;
  }
  const running = await new Engine(DEFAULT_HOST)
    .containers([], { running: true, interruptible: false })
    .catch((error) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') return []; // it has stopped meanwhile
      throw error;
    });
  if (running.length > 0)
    return `Docker Engine keeps running: ${running.length} other container(s) are using it`;
  if (record.by === 'systemd') {
    await runAsRoot('systemctl', ['stop', 'docker.socket', 'docker.service'], {
      interruptible: false,
      timeoutMs: 60_000,
    });
  } else {
    const asRoot = (pid, signal) =>
      runAsRoot('kill', [`-${signal.slice(3)}`, String(pid)], { interruptible: false, accept: [0, 1] });
    if (!(await endProcess(record.daemon, 30_000, isRoot ? undefined : asRoot)))
      return 'Docker Engine did not stop';
  }
  removeState(RECORD);
  return 'Docker Engine stopped';
}

/** @returns {Promise<{ program: string, first: string[], outcome: string }>} how Compose is called here: v2 as a plug-in, or 1.29 */
export async function ensureCompose(step) {
  const docker = findProgram('docker');
  if (docker) {
    const plugin = await run(docker, ['compose', 'version', '--short'], {
      timeoutMs: 15_000,
      accept: [0, 1, 125],
    });
    if (plugin.code === 0 && /^v?\d+\./m.test(plugin.output))
      return { program: docker, first: ['compose'], outcome: `docker compose ${plugin.output.trim()}` };
  }
  if (!findProgram('docker-compose'))
    await installPackages(['docker-compose'], 'start PostgreSQL and Redis', step);
  return { program: findProgram('docker-compose'), first: [], outcome: 'docker-compose' };
}
