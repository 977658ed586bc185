type Undo = () => Promise<unknown>;

/** What has to be stopped or removed at the end, however it comes: the last thing made is undone first. */
export class Leftovers {
  private readonly steps: { readonly what: string; readonly undo: Undo }[] = [];
  private clearing: Promise<boolean> | undefined;

  /** @returns undoes this one thing now */
  add(what: string, undo: Undo): Undo {
    const step = { what, undo };
    this.steps.push(step);
    return async () => {
      const at = this.steps.indexOf(step);
      if (at !== -1) this.steps.splice(at, 1);
      await undo();
    };
  }

  /** Undoes everything. Safe to call again. @returns whether all of it worked */
  clear(): Promise<boolean> {
    this.clearing ??= this.undoAll();
    return this.clearing;
  }

  private async undoAll(): Promise<boolean> {
    let clean = true;
    for (let step = this.steps.pop(); step !== undefined; step = this.steps.pop()) {
      try {
        await step.undo();
      } catch (error) {
        clean = false;
        process.stderr.write(`could not clean up ${step.what}: ${String(error)}\n`);
      }
    }
    return clean;
  }
}
