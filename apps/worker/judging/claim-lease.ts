import { isDatabaseAway } from '@assay/persistence';

/** A claim whose worker is silent for this long is taken back. */
export const LEASE_MS = 10_000;
export const RENEW_MS = 3_000;

/** Renews a claim until it is stopped. `lost` is told once, when the claim is gone. */
export class ClaimLease {
  readonly #timer: NodeJS.Timeout;

  constructor(
    private readonly renew: () => Promise<boolean>,
    private readonly lost: (error?: unknown) => void,
  ) {
    this.#timer = setInterval(() => {
      void this.#tick();
    }, RENEW_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #tick(): Promise<void> {
    try {
      if (await this.renew()) return;
      this.stop();
      this.lost();
    } catch (error) {
      // With the database away nobody else can take the row either; the next renewal decides.
      if (isDatabaseAway(error)) return;
      this.stop();
      this.lost(error);
    }
  }
}
