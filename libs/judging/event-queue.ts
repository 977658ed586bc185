/**
 * Hands events on in the order in which they were made. One that is still waited for holds back those behind it, and only
 * then is anything later than at once.
 */
export class EventQueue<T> {
  private drained: Promise<void> = Promise.resolve();
  private waiting = 0;

  constructor(private readonly onEvent: (event: T) => void) {}

  push(event: T | Promise<T>): void {
    if (this.waiting === 0 && !(event instanceof Promise)) {
      this.onEvent(event);
      return;
    }
    this.waiting += 1;
    this.drained = this.drained
      .then(() => event)
      .then((ready) => {
        this.waiting -= 1;
        this.onEvent(ready);
      });
  }

  /** Settles when all that was pushed so far has been handed on. */
  settled(): Promise<void> {
    return this.drained;
  }
}
