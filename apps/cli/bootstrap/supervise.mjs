// Keeps API and worker running while `npm start` does.
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { endProcess, forget, identify, remember } from './processes.mjs';
import { programEnv } from './run.mjs';
import { fromRoot, logsDir, root } from './state.mjs';
import { StepError, interruption } from './steps.mjs';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** One that ran this long before it died is started anew without a long pause. */
const HEALTHY_MS = 60_000;
/** pino's level of an error. */
const ERROR_LEVEL = 50;

/** One child process: its log, its restarts, its end. */
export class Supervised {
  /**
   * @param {string} name as shown, and of the log
   * @param {string} script from the root
   * @param {object} env
   * @param {(line: string) => void} onTrouble gets each error, for the screen
   */
  constructor(name, script, env, onTrouble) {
    Object.assign(this, { name, script, env, onTrouble });
    this.log = path.join(logsDir, `${name}.log`);
    this.pause = FIRST_PAUSE_MS;
    this.deaths = 0;
    this.stopping = false;
    this.out = createWriteStream(this.log, { flags: 'w', mode: 0o600 });
  }

  start() {
    const started = Date.now();
    // A session of its own: Ctrl-C in the terminal reaches us alone, and we end it in good order.
    this.child = spawn(process.execPath, ['--enable-source-maps', this.script], {
      cwd: root,
      env: programEnv(this.env),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.record = this.child.pid === undefined ? undefined : identify(this.child.pid);
    if (this.record) remember(this.name, this.child.pid);
    createInterface({ input: this.child.stdout }).on('line', (line) => this.#take(line, false));
    createInterface({ input: this.child.stderr }).on('line', (line) => this.#take(line, true));
    this.child.on('error', (error) =>
      this.onTrouble(`[${this.name}] could not be started: ${error.message}`),
    );
    this.child.on('exit', (code, signal) => this.#onExit(code, signal, Date.now() - started));
  }

  #take(line, isError) {
    this.out.write(`${line}\n`);
    const trouble = isError ? line.trim() : errorIn(line);
    if (trouble && !this.stopping) this.onTrouble(`[${this.name}] ${trouble}`);
  }

  #onExit(code, signal, livedMs) {
    this.deaths += 1;
    if (this.stopping) return;
    if (livedMs > HEALTHY_MS) this.pause = FIRST_PAUSE_MS;
    this.onTrouble(
      `[${this.name}] ended (${signal ?? `exit code ${code}`}); starting it again in ${this.pause / 1000} s. Log: ${fromRoot(this.log)}`,
    );
    this.again = setTimeout(() => this.start(), this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MS);
  }

  /** Ends it: asks first, then forces. `hurry` aborted shortens the patience. */
  async stop(graceMs) {
    this.stopping = true;
    clearTimeout(this.again);
    if (this.record) await endProcess(this.record, graceMs);
    forget(this.name);
    this.out.end();
  }

  /** Forces it to its end at once. */
  kill() {
    this.child?.kill('SIGKILL');
  }
}

/** The message of a JSON log line of level error and above. */
export function errorIn(line) {
  if (!line.startsWith('{')) return undefined;
  try {
    const entry = JSON.parse(line);
    if (!(entry.level >= ERROR_LEVEL)) return undefined;
    const cause = entry.err?.message;
    return cause && cause !== entry.msg ? `${entry.msg ?? 'error'}: ${cause}` : (entry.msg ?? 'error');
  } catch {
    return undefined; // not JSON: an ordinary line
  }
}

/**
 * Waits until the health check answers 200.
 * @param {string} url
 * @param {Supervised[]} processes whose repeated death ends the waiting
 * @throws {StepError} when it does not within the time
 */
export async function untilHealthy(url, processes, step, patienceMs = 120_000) {
  const until = Date.now() + patienceMs;
  let last = 'no answer yet';
  while (Date.now() < until) {
    interruption.signal.throwIfAborted();
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      const text = await answer.text();
      if (answer.ok) return;
      last = describeHealth(text) ?? `status ${answer.status}`;
    } catch (error) {
      last = error.cause?.code ?? error.message;
    }
    if (last !== step.detail) step.write(`${last}\n`);
    step.note(last);
    const dying = processes.find((each) => each.deaths >= 3);
    if (dying) {
      throw new StepError(`The ${dying.name} ends again and again.`, {
        log: dying.log,
        advice: `Mend what its log names: ${fromRoot(dying.log)}`,
      });
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new StepError(`The platform did not become ready within ${patienceMs / 1000} s: ${last}`, {
    log: processes.at(-1)?.log,
    advice: `Look into ${processes.map((each) => fromRoot(each.log)).join(' and ')}.`,
  });
}

/** Which parts are not up, from the health document. */
export function describeHealth(text) {
  try {
    const { error, details, parts } = JSON.parse(text);
    const all = error && Object.keys(error).length > 0 ? error : (parts ?? details ?? {});
    const down = Object.entries(all).filter(([, part]) => part?.status !== 'up');
    const named = down.map(([name, part]) =>
      [name, part?.detail ?? part?.message].filter(Boolean).join(': '),
    );
    return named.length > 0 ? `waiting for ${named.join('; ')}` : undefined;
  } catch {
    return undefined; // no document: the status says enough
  }
}
