/** A condition on an argument, as in the profile. */
export interface SeccompArgument {
  readonly index: number;
  readonly value: number;
  readonly valueTwo?: number;
  readonly op: string;
}

export interface SeccompRule {
  /** Why it is there. */
  readonly comment?: string;
  readonly names: readonly string[];
  readonly action: string;
  /** What a refused call answers; EPERM where nothing is said. */
  readonly errnoRet?: number;
  readonly args?: readonly SeccompArgument[];
}

/** A profile as the engine takes it: what no rule names gets the default action. */
export interface SeccompProfile {
  readonly defaultAction: string;
  readonly syscalls?: readonly SeccompRule[];
}

/**
 * The pinned profile as a runtime with a kernel of its own needs it: what it refuses with an errno of its own is allowed.
 * Those are calls, clone3 above all, that libraries try and do without at that answer. gVisor knows no other answer of a
 * filter than EPERM, at which they give up. What clone3 is refused for, new namespaces, are then made in that kernel and
 * not in the host's.
 * @param profile the profile as JSON
 */
export function profileForOwnKernel(profile: string): string {
  const parsed = JSON.parse(profile) as SeccompProfile;
  const syscalls = (parsed.syscalls ?? []).map((rule): SeccompRule =>
    rule.errnoRet === undefined ? rule : { names: rule.names, action: 'SCMP_ACT_ALLOW' },
  );
  return JSON.stringify({ ...parsed, syscalls });
}
