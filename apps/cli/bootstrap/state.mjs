// Where this installation keeps what is its own: secrets, logs, process records and build stamps.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the checkout. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

/** Git-ignored folder of this installation. */
export const stateDir = path.join(root, '.assay');
export const logsDir = path.join(stateDir, 'logs');
export const buildDir = path.join(stateDir, 'build');

/** A path as a person in the checkout would type it. */
export function fromRoot(file) {
  return path.relative(root, file) || '.';
}

/** Makes the folder of the state, closed to other users: it holds passwords. */
export function prepareState() {
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  mkdirSync(logsDir, { recursive: true });
  mkdirSync(buildDir, { recursive: true });
}

/**
 * Reads a JSON file of the state.
 * @param {string} name relative to the state folder
 * @returns the parsed value, or undefined when there is no such file
 * @throws when the file is there but holds no JSON
 */
export function readState(name) {
  const file = path.join(stateDir, name);
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${fromRoot(file)} is not valid JSON (${error.message}). Mend it or delete it.`);
  }
}

/** Writes a JSON file of the state in one motion, so that no reader sees half of it. */
export function writeState(name, value) {
  prepareState();
  const file = path.join(stateDir, name);
  const draft = `${file}.${process.pid}`;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}

export function removeState(name) {
  rmSync(path.join(stateDir, name), { force: true });
}

/**
 * The secrets of this installation, made at first use and kept (mode 0600).
 * @returns {{ postgresPassword: string, redisPassword: string, sessionSecret: string,
 *   managerPassword: string }}
 */
export function secrets() {
  const kept = readState('secrets.json') ?? {};
  const all = {
    postgresPassword: kept.postgresPassword ?? randomBytes(24).toString('base64url'),
    redisPassword: kept.redisPassword ?? randomBytes(24).toString('base64url'),
    sessionSecret: kept.sessionSecret ?? randomBytes(48).toString('base64url'),
    managerPassword: kept.managerPassword ?? readablePassword(),
  };
  if (Object.keys(all).some((key) => kept[key] !== all[key])) writeState('secrets.json', { ...kept, ...all });
  return all;
}

/** 16 letters and digits in groups of four, without those that look alike (about 79 bits). */
function readablePassword() {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
  const letters = [];
  while (letters.length < 16) {
    for (const byte of randomBytes(32)) {
      // 248 is the largest multiple of 31 in a byte: above it the first letters would come more often.
      if (byte < 248 && letters.length < 16) letters.push(alphabet[byte % 31]);
    }
  }
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-');
}
