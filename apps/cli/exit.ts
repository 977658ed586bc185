/** How a command ends, for shells and scripts. */
export const EXIT = {
  ok: 0,
  /** The platform failed, or a gate of `verify` did. */
  failed: 1,
  /** The command was called wrongly: arguments, a folder, a manifest. */
  usage: 2,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Something about the call is wrong. The message says what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
