import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { SourceFile } from '@assay/contracts';
import { parse } from 'yaml';
import { z } from 'zod';
import { ROOT } from '../../support/cli';
import { FAMILIES, type Family } from './families';

const CASES = path.join(ROOT, 'test/attacks/cases');
export const EXPECTATION = 'expect.yaml';
/** The folder of the submission that comes behind a case. */
const NEXT = 'next';

/** A file that can't lie in a folder as it is: its name or its content is not for every disk. */
const inlineFileSchema = z.strictObject({
  path: z.string(),
  text: z.string().default(''),
  /** How often the text is repeated. */
  times: z.int().min(1).max(10_000_000).default(1),
  /** What stands once in front of that, and behind it. */
  before: z.string().default(''),
  after: z.string().default(''),
});

const expectationSchema = z.strictObject({
  family: z.enum(Object.keys(FAMILIES) as [Family, ...Family[]]),
  /** One sentence: what is tried. */
  title: z.string(),
  /** A challenge that is shipped, or one under test/attacks/targets. */
  challenge: z.string(),
  language: z.string(),
  /**
   * What the case's files are laid over: `reference` (or `reference/python.django`), `starter`, or `nothing`. A case that
   * wants to do harm lies over a reference, so that its own score shows whether it harmed itself; one that wants points does
   * not, so that none are its own.
   */
  over: z.string().default('reference'),
  /** Points that it must end with; or the most that it may. */
  score: z.union([z.number(), z.strictObject({ most: z.number() })]),
  /** `refused`: never judged, since its files are not taken. `cancelled`: ended by the platform in mid-run. */
  status: z.enum(['judged', 'build-failed', 'refused', 'cancelled']).default('judged'),
  /** The slot's fault that its verdict must carry; none when left out, unless `faults: any`. */
  fault: z.string().optional(),
  /** Words that must stand in its output, or in its diagnostics where the build fails. */
  says: z.array(z.string()).default([]),
  /**
   * Every case prints TRIED when it has done what it wanted to, so that one that broke before is no proof. One that can't
   * says why.
   */
  silent: z.string().optional(),
  /** Most seconds from the go to the verdict. */
  seconds: z.number().default(20),
  /** Where it is a serious try to score 100 without solving: the road that it takes. */
  road: z.string().optional(),
  files: z.array(inlineFileSchema).default([]),
  /** Judged so many times at once; each finds its number in the file `copy`. */
  copies: z.int().min(1).max(8).default(1),
  /** Judged once for each, at once, and cancelled so many milliseconds after its code was handed over. */
  cancelAfter: z.array(z.int().min(0)).optional(),
});

export interface AttackCase extends z.infer<typeof expectationSchema> {
  /** The folder's name: `fork-bomb.python`. */
  readonly name: string;
  readonly sources: readonly SourceFile[];
  /** What is judged right behind it, to look for what it has left; undefined where nothing is. */
  readonly next: readonly SourceFile[] | undefined;
}

function sourcesIn(folder: string): SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file !== EXPECTATION && statSync(path.join(folder, file)).isFile())
    .map((file) => ({
      path: file.split(path.sep).join('/'),
      content: readFileSync(path.join(folder, file), 'utf8'),
    }));
}

/** The files of a case, and those of the submission behind it. */
function split(files: readonly SourceFile[]): Pick<AttackCase, 'sources' | 'next'> {
  const behind = files.filter((file) => file.path.startsWith(`${NEXT}/`));
  return {
    sources: files.filter((file) => !behind.includes(file)),
    next:
      behind.length === 0
        ? undefined
        : behind.map(({ path: file, content }) => ({ path: file.slice(NEXT.length + 1), content })),
  };
}

function readCase(family: string, name: string): AttackCase {
  const folder = path.join(CASES, family, name);
  const read = expectationSchema.safeParse(parse(readFileSync(path.join(folder, EXPECTATION), 'utf8')));
  if (!read.success) throw new Error(`${family}/${name}/${EXPECTATION}: ${z.prettifyError(read.error)}`);
  const { data } = read;
  if (data.family !== family) throw new Error(`${family}/${name} says that its family is ${data.family}`);
  if (!name.endsWith(`.${data.language}`))
    throw new Error(`${family}/${name} is not named after its language, ${data.language}`);
  return {
    ...data,
    name,
    ...split([
      ...sourcesIn(folder),
      ...data.files.map(({ path: file, before, text, times, after }) => ({
        path: file,
        content: `${before}${text.repeat(times)}${after}`,
      })),
    ]),
  };
}

/** The cases of a family, by name. */
export function casesOf(family: Family): AttackCase[] {
  const folder = path.join(CASES, family);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => readCase(family, entry.name))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

/** One case. @throws Error when there is none of this name */
export function caseNamed(family: Family, name: string): AttackCase {
  return readCase(family, name);
}
