// Runs other programs: their output into the step's log, their failure as an error with its last words.
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { Interrupted, interruption } from './steps.mjs';
import { root } from './state.mjs';

/** Programs of the administrator live in sbin, which an ordinary user's PATH leaves out. */
const SEARCH = [...(process.env.PATH ?? '').split(':'), '/usr/local/sbin', '/usr/sbin', '/sbin'].filter(
  Boolean,
);

/** @returns {string | undefined} the full path of a program */
export function findProgram(name) {
  for (const folder of SEARCH) {
    const file = path.join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      continue; // not in this folder
    }
  }
  return undefined;
}

/** The npm that runs us, if one does. */
export const npmScript = /npm-cli\.js$/.test(process.env.npm_execpath ?? '')
  ? process.env.npm_execpath
  : undefined;

// An outer `npm run` or `npx` describes itself in variables that would mislead an npm that we start for another folder.
const PERSONAL = /^npm_config_(cache|registry|userconfig|globalconfig|cafile|proxy|https_proxy|noproxy)$/i;
for (const name of Object.keys(process.env)) {
  if (/^npm_/i.test(name) && !PERSONAL.test(name)) delete process.env[name];
}

/** The environment for programs we start: sbin is searched too. */
export function programEnv(extra = {}) {
  return { ...process.env, PATH: SEARCH.join(':'), ...extra };
}

export class RunError extends Error {
  constructor(command, outcome, output) {
    const last = output.trim().split('\n').at(-1) ?? '';
    super(`\`${command}\` ${outcome}${last ? `: ${last.slice(0, 300)}` : ''}`);
    this.name = 'RunError';
    this.output = output;
  }
}

/**
 * Runs a program to its end.
 * @param {string} program
 * @param {string[]} args
 * @param {{ step?: { write(text: string): void, note?(text: string): void }, cwd?: string, env?: object, timeoutMs?: number,
 *   interruptible?: boolean, accept?: number[], passThrough?: boolean }} options
 * @returns {Promise<{ code: number, output: string }>} output: stdout and stderr, at most the last 64 KiB
 * @throws {RunError} on an exit code that is not accepted (0 unless told), or on the time-out
 */
export function run(program, args, options = {}) {
  const {
    step,
    cwd = root,
    env,
    timeoutMs,
    interruptible = true,
    accept = [0],
    passThrough = false,
  } = options;
  const shown = [path.basename(program), ...args].join(' ').slice(0, 120);
  step?.write(`$ ${shown}\n`);
  return new Promise((resolve, reject) => {
    let output = '';
    let timedOut = false;
    const child = spawn(program, args, {
      cwd,
      env: programEnv(env),
      stdio: ['ignore', passThrough ? 'inherit' : 'pipe', passThrough ? 'inherit' : 'pipe'],
    });
    const keep = (chunk) => {
      const text = chunk.toString('utf8');
      output = (output + text).slice(-65_536);
      step?.write(text);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const stop = () => child.kill('SIGTERM');
    if (interruptible) interruption.signal.addEventListener('abort', stop, { once: true });
    const timer = timeoutMs
      ? setTimeout(() => {
          timedOut = true;
          child.kill('SIGTERM');
          setTimeout(() => child.kill('SIGKILL'), 5_000).unref();
        }, timeoutMs)
      : undefined;
    const settle = () => {
      clearTimeout(timer);
      interruption.signal.removeEventListener('abort', stop);
    };
    child.on('error', (error) => {
      settle();
      reject(new RunError(shown, `could not be run (${error.code})`, output));
    });
    child.on('close', (code, signal) => {
      settle();
      if (interruptible && interruption.signal.aborted) reject(new Interrupted());
      else if (timedOut) reject(new RunError(shown, `took longer than ${timeoutMs / 1000} s`, output));
      else if (code === null) reject(new RunError(shown, `was ended by ${signal}`, output));
      else if (!accept.includes(code)) reject(new RunError(shown, `ended with exit code ${code}`, output));
      else resolve({ code, output });
    });
  });
}
