import type { ChallengeManifest, SlotFault, TestDefinition, TestStatus } from '@assay/contracts';

/*
 * What must come of a judge's bytes, written down a second time and on purpose without the product's reader, schema,
 * ledger and scoring: where the two differ, one of them is wrong.
 */

/** Longest frame of a judge, bytes, as the protocol says. */
const FRAME_MAX = 131_072;

type Fields = Record<string, unknown>;

/** The frames of a stream up to the first one that is no frame of the protocol. */
export interface Spoken {
  readonly frames: readonly Fields[];
  /** Whether the stream is broken behind them. */
  readonly broken: boolean;
}

/** What a judging must come to. */
export interface Expected {
  /** How many frames count; those behind are not listened to. */
  readonly statuses: ReadonlyMap<string, TestStatus>;
  readonly messages: ReadonlyMap<string, unknown>;
  readonly begun: readonly string[];
  readonly fault: SlotFault | undefined;
  readonly score: number;
}

export function spokenIn(stream: Buffer): Spoken {
  const frames: Fields[] = [];
  for (let at = 0; at + 4 <= stream.length;) {
    const size = stream.readUInt32BE(at);
    if (size > FRAME_MAX) return { frames, broken: true };
    const body = stream.subarray(at + 4, at + 4 + size);
    if (body.length < size) break;
    const frame = frameIn(body);
    if (frame === undefined) return { frames, broken: true };
    frames.push(frame);
    at += 4 + size;
  }
  return { frames, broken: false };
}

function frameIn(body: Buffer): Fields | undefined {
  const text = body.toString('utf8');
  if (!Buffer.from(text).equals(body)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const fields = value as Fields;
  const rules = Object.hasOwn(fields, 'type') ? RULES.get(fields['type']) : undefined;
  if (rules === undefined) return undefined;
  const known = Object.keys(fields).every((key) => key === 'type' || rules.has(key));
  const sound = [...rules].every(([key, { optional, holds }]) =>
    Object.hasOwn(fields, key) ? holds(fields[key]) : optional,
  );
  return known && sound ? fields : undefined;
}

interface Rule {
  readonly optional: boolean;
  readonly holds: (value: unknown) => boolean;
}

const must = (holds: Rule['holds']): Rule => ({ optional: false, holds });
const may = (holds: Rule['holds']): Rule => ({ optional: true, holds });

const isId = (value: unknown): boolean =>
  typeof value === 'string' &&
  value.length <= 80 &&
  value.split('-').every((word) => word !== '' && /^[a-z0-9]*$/.test(word));
const within = (value: unknown, min: number, max: number): boolean =>
  typeof value === 'number' && value >= min && value <= max;
const isWhole = (value: unknown, min: number, max: number): boolean =>
  within(value, min, max) && Number.isSafeInteger(value);
const isStatus = (value: unknown): boolean =>
  value === 'passed' ||
  value === 'failed' ||
  value === 'error' ||
  value === 'timeout' ||
  value === 'cancelled';

function isText(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > 16_384) return false;
  for (let at = 0; at < value.length; at += 1) {
    const code = value.charCodeAt(at);
    if (code < 0x20 && code !== 0x09 && code !== 0x0a) return false;
    if (code >= 0x7f && code <= 0x9f) return false;
    if (code >= 0xd800 && code <= 0xdfff) {
      const next = value.charCodeAt(at + 1);
      if (code > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff)) return false;
      at += 1;
    }
    if (STEERING.has(code)) return false;
  }
  return true;
}

/** Characters that change the direction of text, end lines, or have no width. */
const STEERING = new Set([
  0x061c, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068,
  0x2069, 0xfeff,
]);

const isRequirement = (value: unknown): boolean => typeof value === 'string' && /^R[1-9]\d{0,2}$/.test(value);

function isTest(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { id, group, title, requirements, timeoutMs, ...others } = value as Fields;
  return (
    Object.keys(others).length === 0 &&
    isId(id) &&
    isId(group) &&
    typeof title === 'string' &&
    title.length >= 1 &&
    title.length <= 160 &&
    Array.isArray(requirements) &&
    requirements.length > 0 &&
    requirements.every(isRequirement) &&
    isWhole(timeoutMs, 50, 120_000)
  );
}

const RULES: ReadonlyMap<unknown, ReadonlyMap<string, Rule>> = new Map([
  ['ready', new Map()],
  [
    'loaded',
    new Map([
      ['tests', must((value) => Array.isArray(value) && value.length <= 2_000 && value.every(isTest))],
    ]),
  ],
  ['prepared', new Map()],
  ['listening', new Map()],
  ['done', new Map()],
  ['test-started', new Map([['id', must(isId)]])],
  [
    'test-ended',
    new Map([
      ['id', must(isId)],
      ['status', must(isStatus)],
      ['durationMs', must((value) => within(value, 0, 3_600_000))],
      ['message', may(isText)],
      ['expected', may(isText)],
      ['actual', may(isText)],
    ]),
  ],
  [
    'request',
    new Map([
      ['id', must((value) => isWhole(value, 1, 100))],
      ['operation', must((value) => value === 'stop-instance' || value === 'start-instance')],
      ['instance', must((value) => isWhole(value, 0, 2))],
    ]),
  ],
  ['failed', new Map([['message', must((value) => typeof value === 'string' && value.length <= 4_000)]])],
]);

/** What a judging of these tests must come to when the judge, once it had its go, says this and then ends. */
export function expectedOf(
  { frames, broken }: Spoken,
  tests: readonly TestDefinition[],
  manifest: ChallengeManifest,
): Expected {
  const statuses = new Map<string, TestStatus>();
  const messages = new Map<string, unknown>();
  const begun: string[] = [];
  let listening = false;
  let running: unknown;
  let asked = 0;
  let fault: SlotFault | 'none yet' | undefined = 'none yet';

  for (const frame of frames) {
    const turn = tests[statuses.size]?.id;
    const { id } = frame;
    if (frame['type'] === 'listening' && !listening && statuses.size === 0) listening = true;
    else if (frame['type'] === 'test-started' && listening && running === undefined && id === turn) {
      running = id;
      begun.push(String(id));
    } else if (frame['type'] === 'test-ended' && id === turn && canEndAs(frame['status'], running === id)) {
      running = undefined;
      statuses.set(String(id), frame['status'] as TestStatus);
      messages.set(String(id), frame['message']);
    } else if (frame['type'] === 'request' && running !== undefined && id === asked + 1) asked += 1;
    else if (frame['type'] === 'done') fault = undefined;
    else if (frame['type'] === 'failed') fault = 'judge-lost';
    else fault = 'protocol';
    if (fault === 'protocol' && frame['type'] === 'test-ended' && statuses.has(String(id)))
      statuses.set(String(id), 'error');
    if (fault !== 'none yet') break;
  }
  if (fault === 'none yet') fault = broken ? 'protocol' : 'judge-lost';
  for (const test of tests) if (!statuses.has(test.id)) statuses.set(test.id, 'error');
  return { statuses, messages, begun, fault, score: scoreOf(statuses, tests, manifest) };
}

function canEndAs(status: unknown, begun: boolean): boolean {
  return begun ? status !== 'cancelled' : status === 'cancelled' || status === 'error';
}

function scoreOf(
  statuses: ReadonlyMap<string, TestStatus>,
  tests: readonly TestDefinition[],
  { groups }: ChallengeManifest,
): number {
  const shares = new Map<string, number>();
  for (const { id } of groups) {
    const own = tests.filter((test) => test.group === id);
    const passed = own.filter((test) => statuses.get(test.id) === 'passed').length;
    shares.set(id, own.length === 0 ? 0 : passed / own.length);
  }
  let score = 0;
  let before = true;
  // Each group of this challenge requires the one before it.
  for (const { id, weight, scoring } of groups) {
    const share = shares.get(id) ?? 0;
    if (before)
      score +=
        Math.floor(100 * weight * (scoring === 'proportional' || share === 1 ? share : 0) + 1e-6) / 100;
    before &&= share === 1;
  }
  return score;
}
