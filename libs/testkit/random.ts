import { createHash } from 'node:crypto';

const WORDS = [
  'amber', 'birch', 'cobalt', 'delta', 'ember', 'fjord', 'grove', 'harbor', 'indigo', 'juniper', 'kestrel', 'lagoon',
  'maple', 'nectar', 'onyx', 'pine', 'quartz', 'raven', 'sierra', 'tundra', 'umber', 'velvet', 'willow', 'zephyr',
] as const; // prettier-ignore

/**
 * Numbers and texts drawn from a seed: the same seed and scope give the same draws, whatever other tests drew before.
 * Not for secrets.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(seed: string, scope: string) {
    const digest = createHash('sha256').update(`${seed}\n${scope}`).digest();
    this.#a = digest.readUInt32LE(0);
    this.#b = digest.readUInt32LE(4);
    this.#c = digest.readUInt32LE(8);
    this.#d = digest.readUInt32LE(12);
  }

  /** A whole number of 32 bits (the generator is sfc32). */
  #next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (this.#c << 21) | (this.#c >>> 11);
    this.#c = (this.#c + sum) | 0;
    return sum >>> 0;
  }

  /** A fraction, 0 ≤ x < 1. */
  fraction(): number {
    return this.#next() / 2 ** 32;
  }

  /** A whole number, both ends included. */
  int(min: number, max: number): number {
    if (!Number.isSafeInteger(min) || !Number.isSafeInteger(max) || max < min) {
      throw new RangeError(
        `random.int(${min}, ${max}): both must be whole numbers, the first not above the second`,
      );
    }
    return min + Math.floor(this.fraction() * (max - min + 1));
  }

  boolean(): boolean {
    return this.#next() >= 2 ** 31;
  }

  /** One of a list that is not empty. */
  pick<T>(choices: readonly T[]): T {
    if (choices.length === 0) throw new RangeError('random.pick: the list is empty');
    return choices[this.int(0, choices.length - 1)] as T;
  }

  /** A new list in another order. */
  shuffle<T>(list: readonly T[]): T[] {
    const mixed = [...list];
    for (let last = mixed.length - 1; last > 0; last -= 1) {
      const other = this.int(0, last);
      [mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T];
    }
    return mixed;
  }

  /** Lower-case hex digits. */
  hex(digits: number): string {
    let text = '';
    while (text.length < digits) text += this.#next().toString(16).padStart(8, '0');
    return text.slice(0, digits);
  }

  /** A version 4 UUID. */
  uuid(): string {
    const hex = this.hex(32);
    const variant = '89ab'.charAt(this.int(0, 3));
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(13, 16)}`,
      `${variant}${hex.slice(17, 20)}`,
      hex.slice(20, 32),
    ].join('-');
  }

  /** A common lower-case word. */
  word(): string {
    return this.pick(WORDS);
  }

  /** A name that is very likely unique within a judging, such as `maple-4f09ab12`. */
  name(): string {
    return `${this.word()}-${this.hex(8)}`;
  }

  /** An e-mail address in a domain that is reserved for examples. */
  email(): string {
    return `${this.name()}@example.com`;
  }

  /** A password of 20 characters with letters of both cases, digits and a sign. */
  password(): string {
    return `${this.hex(8)}-${this.word().toUpperCase().padEnd(7, 'X').slice(0, 7)}9${this.hex(3)}`;
  }
}
