import type { ChallengeFault } from '@assay/contracts';

/** Gathers what is wrong with one folder, so that an author sees all of it at once. */
export class FaultList {
  readonly faults: ChallengeFault[] = [];

  constructor(private readonly slug: string) {}

  /** `file` is relative to the challenge's folder. */
  add(file: string, line: number | null, message: string): void {
    this.faults.push({ slug: this.slug, file, line, message });
  }

  get any(): boolean {
    return this.faults.length > 0;
  }
}

/** The line (from 1) on which a pattern first matches, or null. */
export function lineOf(text: string, pattern: RegExp): number | null {
  const at = text.search(pattern);
  return at === -1 ? null : text.slice(0, at).split('\n').length;
}
