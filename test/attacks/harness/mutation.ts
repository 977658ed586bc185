import type { LoadedChallenge } from '@assay/challenges';
import type { Glass } from '../../support/engine-proxy';
import type { Family } from './families';
import type { Violation } from './violations';

/** Puts a defence back. */
export type Restore = () => void | Promise<void>;

/**
 * One defence taken away, for the length of one judging. It is done from the outside (the engine is asked for something
 * else, a method is put in another's place, a suite is changed), so that no setting of the platform can do the same.
 */
export interface Mutation {
  readonly family: Family;
  /** The defence that is missing, in words. */
  readonly without: string;
  /** The case that must succeed then, by its folder's name. */
  readonly attack: string;
  /** How its success shows. */
  readonly by: Violation['kind'];
  /** What the engine is asked for instead: see EngineProxy. */
  readonly glass?: Glass;
  /** Another challenge in the place of the one aimed at. */
  readonly challenge?: (challenge: LoadedChallenge) => LoadedChallenge;
  /** Takes a check away. @returns what puts it back */
  readonly weaken?: () => Restore | Promise<Restore>;
}

/** Changes a challenge's bundled suite. @throws Error when the text that is looked for is not there: then nothing was taken away */
export function withBundle(challenge: LoadedChallenge, from: string | RegExp, to: string): LoadedChallenge {
  const bundle = challenge.bundle.replace(from, to);
  if (bundle === challenge.bundle) throw new Error(`the suite of ${challenge.slug} has no ${String(from)}`);
  return { ...challenge, hash: `${challenge.hash.slice(0, 6)}mutated${challenge.hash.slice(13)}`, bundle };
}

/** Puts another method in the place of one of a class's. @returns what puts the old one back */
export function replaceMethod<T extends object, K extends keyof T & string>(
  prototype: T,
  name: K,
  make: (usual: T[K]) => T[K],
): () => void {
  const usual = Object.getOwnPropertyDescriptor(prototype, name);
  if (usual === undefined) throw new Error(`there is no method ${name}`);
  Object.defineProperty(prototype, name, { ...usual, value: make(usual.value as T[K]) });
  return () => {
    Object.defineProperty(prototype, name, usual);
  };
}
