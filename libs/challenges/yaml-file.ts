import { isMap, isScalar, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { z } from 'zod';
import type { FaultList } from './fault-list';
import { nearestKey } from './nearest-key';

type Path = readonly (string | number)[];

/** A YAML file that was read through a schema, and still knows on which line everything stands. */
export class YamlFile<T> {
  constructor(
    readonly value: T,
    private readonly source: YamlSource,
  ) {}

  /** The line (from 1) of what stands at the path, or of its nearest parent. */
  line(...path: Path): number | null {
    return this.source.line(path);
  }
}

/** Reads YAML through a strict schema. Each fault is reported with its line; undefined when there is one. */
export function readYaml<S extends z.ZodType>(
  text: string,
  file: string,
  schema: S,
  faults: FaultList,
): YamlFile<z.output<S>> | undefined {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const source = new YamlSource(document, counter);
  if (document.errors.length > 0) {
    for (const error of document.errors)
      faults.add(file, counter.linePos(error.pos[0]).line, `not valid YAML: ${error.message}`);
    return undefined;
  }
  let raw: unknown;
  try {
    raw = document.toJS({ maxAliasCount: 20 });
  } catch (error) {
    faults.add(file, 1, `not valid YAML: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
  const parsed = schema.safeParse(raw);
  if (parsed.success) return new YamlFile(parsed.data, source);
  for (const issue of parsed.error.issues) report(issue, raw, file, schema, source, faults);
  return undefined;
}

function report(
  issue: z.core.$ZodIssue,
  raw: unknown,
  file: string,
  schema: z.ZodType,
  source: YamlSource,
  faults: FaultList,
): void {
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schema, path);
    for (const key of issue.keys) {
      const near = nearestKey(key, known);
      const hint = near === undefined ? `known here: ${known.join(', ')}` : `did you mean "${near}"?`;
      faults.add(file, source.keyLine(path, key), `unknown key "${[...path, key].join('.')}"; ${hint}`);
    }
    return;
  }
  const name = path.join('.');
  if (path.length > 0 && issue.code === 'invalid_type' && valueAt(raw, path) === undefined) {
    faults.add(file, source.line(path), `"${name}" is missing`);
    return;
  }
  faults.add(file, source.line(path), name === '' ? issue.message : `"${name}": ${issue.message}`);
}

/** The keys that a strict object takes at a path of the schema. */
function knownKeys(schema: z.ZodType, path: Path): string[] {
  let at = unwrapped(schema);
  for (const part of path) {
    if (at instanceof z.ZodObject) at = unwrapped(at.shape[part] as z.ZodType | undefined);
    else if (at instanceof z.ZodArray) at = unwrapped(at.element as z.ZodType);
  }
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

function unwrapped(schema: z.ZodType | undefined): z.ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return unwrapped(schema.unwrap() as z.ZodType);
  }
  return schema;
}

function valueAt(raw: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, part) => {
    return typeof value === 'object' && value !== null
      ? (value as Record<string | number, unknown>)[part]
      : undefined;
  }, raw);
}

/** Where things stand in a YAML text. */
class YamlSource {
  constructor(
    private readonly document: Document,
    private readonly counter: LineCounter,
  ) {}

  line(path: Path): number | null {
    for (let length = path.length; length >= 0; length -= 1) {
      const parents = path.slice(0, length);
      const key = parents.at(-1);
      if (typeof key === 'string') {
        const line = this.#keyLine(parents.slice(0, -1), key);
        if (line !== undefined) return line;
      }
      const offset = this.#node(parents)?.range?.[0];
      if (offset !== undefined) return this.counter.linePos(offset).line;
    }
    return null;
  }

  keyLine(path: Path, key: string): number | null {
    return this.#keyLine(path, key) ?? this.line(path);
  }

  #keyLine(path: Path, key: string): number | undefined {
    const node = this.#node(path);
    if (!isMap(node)) return undefined;
    const found = node.items
      .map((pair) => pair.key)
      .find((item) => isScalar(item) && String(item.value) === key);
    const offset = isScalar(found) ? found.range?.[0] : undefined;
    return offset === undefined ? undefined : this.counter.linePos(offset).line;
  }

  #node(path: Path): Node | undefined {
    const node: unknown = path.length === 0 ? this.document.contents : this.document.getIn(path, true);
    return typeof node === 'object' && node !== null ? (node as Node) : undefined;
  }
}
