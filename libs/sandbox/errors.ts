/**
 * The platform failed before a subject ran: a container that does not start, an engine that does not answer, a
 * service that does not come up. Never the candidate's; the judging may be tried again.
 */
export class InfrastructureError extends Error {
  override readonly name = 'InfrastructureError';
}

/** The asked-for lock-down can't be had on this host. Judging is refused; it never falls back to less. */
export class LockdownError extends Error {
  override readonly name = 'LockdownError';
}

/** Runs a step of the platform's; whatever it throws becomes an InfrastructureError that names the step. */
export async function infrastructure<T>(step: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof InfrastructureError || error instanceof LockdownError) throw error;
    throw new InfrastructureError(`${step}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
