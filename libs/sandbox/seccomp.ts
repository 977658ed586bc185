/** A rule of a profile, as far as it is looked at here. */
interface SeccompRule {
  readonly names: readonly string[];
  readonly action: string;
}

/**
 * The pinned profile as a runtime with a kernel of its own needs it: clone3 is allowed. The profile answers it with
 * ENOSYS, at which libraries take clone; gVisor knows no other answer of a filter than EPERM, at which they give up. What
 * clone3 is refused for, new namespaces, are then made in that kernel and not in the host's.
 * @param profile the profile as JSON
 */
export function profileForOwnKernel(profile: string): string {
  const parsed = JSON.parse(profile) as { readonly syscalls?: readonly SeccompRule[] };
  const syscalls = (parsed.syscalls ?? []).map((rule) =>
    rule.names.length === 1 && rule.names[0] === 'clone3'
      ? { names: rule.names, action: 'SCMP_ACT_ALLOW' }
      : rule,
  );
  return JSON.stringify({ ...parsed, syscalls });
}
