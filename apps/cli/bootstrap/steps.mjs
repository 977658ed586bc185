// Shows the steps of a set-up: one line each, with its time; the whole output goes to a log.
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fromRoot, logsDir, prepareState } from './state.mjs';

/** What a person can do something about. `advice` says what. */
export class StepError extends Error {
  constructor(message, { advice, log, cause } = {}) {
    super(message, { cause });
    this.name = 'StepError';
    this.advice = advice;
    this.log = log;
  }
}

/** Thrown where a person asked us to stop; never shown as a failure. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted');
    this.name = 'Interrupted';
  }
}

/** Aborted by Ctrl-C or SIGTERM; every long step listens to it. */
export const interruption = new AbortController();

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
/** Where no terminal shows a spinner, a step that takes longer than this says that it is at work. */
const LONG_STEP_MS = 5_000;
/** A quiet display (the command line's) mentions only steps that a person would notice. */
const NOTICEABLE_MS = 1_500;

/** One running step, handed to its function. */
class Step {
  constructor(display, id, title) {
    this.display = display;
    this.title = title;
    this.log = path.join(logsDir, `${id}.log`);
    this.detail = '';
    this.started = performance.now();
    this.fresh = true;
  }

  /** What the step is doing right now; shown beside the spinner. */
  note(detail) {
    this.detail = detail;
  }

  /** Adds to the step's log. */
  write(text) {
    if (this.fresh) rmSync(this.log, { force: true });
    this.fresh = false;
    appendFileSync(this.log, text);
  }

  /** The log, if anything was written to it: until then an earlier run's lies there. */
  get writtenLog() {
    return this.fresh ? undefined : this.log;
  }

  get elapsedMs() {
    return performance.now() - this.started;
  }
}

export class Steps {
  /** @param {{ stream?: NodeJS.WriteStream, quiet?: boolean }} options quiet: only what takes long or fails */
  constructor({ stream = process.stdout, quiet = false } = {}) {
    prepareState();
    this.stream = stream;
    this.quiet = quiet;
    this.live = Boolean(stream.isTTY) && process.env.TERM !== 'dumb';
    this.color = this.live && !process.env.NO_COLOR;
    this.running = new Set();
    this.halted = false;
    this.drawn = 0;
    this.frame = 0;
  }

  /**
   * Runs one step and shows how it went.
   * @template T
   * @param {string} id names the log
   * @param {string} title
   * @param {(step: Step) => Promise<T>} work may return {outcome: string, limping?: boolean} (or a string) to be shown;
   *   limping: it did not work out, and the platform does without
   * @returns {Promise<T>}
   * @throws {StepError} with the log's path
   */
  async run(id, title, work) {
    if (interruption.signal.aborted || this.halted) throw new Interrupted();
    const step = new Step(this, id, title);
    this.running.add(step);
    this.#animate();
    const reminder = this.live
      ? undefined
      : setTimeout(() => this.#print(`… ${title}${step.detail ? `: ${step.detail}` : ''}`), LONG_STEP_MS);
    try {
      const result = await work(step);
      this.running.delete(step);
      const outcome = typeof result === 'string' ? result : (result?.outcome ?? '');
      if (!this.quiet || step.elapsedMs > NOTICEABLE_MS) {
        this.#finish(step, result?.limping ? this.#paint('!', 33) : this.#paint('✓', 32), outcome);
      }
      return result;
    } catch (error) {
      this.running.delete(step);
      if (interruption.signal.aborted) {
        this.#finish(step, '-', 'interrupted');
        throw new Interrupted();
      }
      this.#finish(step, this.#paint('✗', 31), 'failed');
      if (error instanceof StepError) {
        error.log ??= step.writtenLog;
        throw error;
      }
      // Where a program of ours or another's has failed, its own output says more than our stack.
      if (error.name !== 'RunError' && error.name !== 'EngineError') step.write(`\n${error.stack}\n`);
      throw new StepError(`${title}: ${error.message}`, {
        log: step.writtenLog,
        advice: error.advice,
        cause: error,
      });
    } finally {
      clearTimeout(reminder);
      this.#animate();
    }
  }

  /** After a failure: steps that run come to their end, and no other begins. */
  halt() {
    this.halted = true;
  }

  /** Prints a line that stays. */
  say(text = '') {
    this.#print(text);
  }

  warn(text) {
    this.#print(`${this.#paint('!', 33)} ${text}`);
  }

  /** Explains a failure: what, the end of the log, what to do. */
  explain(error) {
    if (error instanceof Interrupted) return;
    const lines = ['', `${this.#paint('✗', 31)} ${error.message}`];
    if (error instanceof StepError) {
      const tail = logTail(error.log);
      if (tail.length > 0) lines.push('', ...tail.map((line) => `    ${line}`));
      if (error.advice) lines.push('', `  What to do: ${error.advice}`);
      if (tail.length > 0) lines.push(`  Full log:   ${fromRoot(error.log)}`);
    } else {
      lines.push(error.stack ?? '');
    }
    this.#print(`${lines.join('\n')}\n`);
  }

  #finish(step, mark, outcome) {
    const time = `${(step.elapsedMs / 1000).toFixed(1)} s`.padStart(8);
    this.#print(`${mark} ${step.title.padEnd(28)} ${outcome.padEnd(44)} ${this.#paint(time, 2)}`);
  }

  #paint(text, code) {
    return this.color ? `\u001b[${code}m${text}\u001b[0m` : text;
  }

  #print(text) {
    this.#erase();
    this.stream.write(`${text}\n`);
    this.#draw();
  }

  #erase() {
    if (this.drawn > 0) this.stream.write(`\u001b[${this.drawn}A\u001b[0J`);
    this.drawn = 0;
  }

  #draw() {
    if (!this.live || this.running.size === 0) return;
    const width = this.stream.columns ?? 80;
    for (const step of this.running) {
      const seconds = `${(step.elapsedMs / 1000).toFixed(0)} s`;
      const text = `${FRAMES[this.frame % FRAMES.length]} ${step.title.padEnd(28)} ${seconds.padStart(5)}  ${step.detail}`;
      this.stream.write(`${text.slice(0, width - 1)}\n`);
      this.drawn += 1;
    }
  }

  #animate() {
    if (this.live && this.running.size > 0 && this.timer === undefined) {
      this.timer = setInterval(() => {
        this.frame += 1;
        this.#erase();
        this.#draw();
      }, 100);
      this.timer.unref();
    } else if (this.running.size === 0 && this.timer !== undefined) {
      clearInterval(this.timer);
      this.timer = undefined;
    }
    this.#erase();
    this.#draw();
  }
}

/** The last lines of a log, for a person to see at once. */
export function logTail(file, lines = 15) {
  if (!file || !existsSync(file)) return [];
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines);
}
