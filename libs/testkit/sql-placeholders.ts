/** Text, quoted names and comments, in which `$1` is no placeholder; then a placeholder. */
const PARTS =
  /'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S]|"")*"|`[^`]*`|--[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/|\$([1-9][0-9]*)/g;

/**
 * Puts literals in the places of `$1`, `$2` …
 * @param literal gives a value as SQL text that is safe to stand there
 * @throws RangeError when the statement names a parameter that is not given
 */
export function fillPlaceholders(
  sql: string,
  params: readonly unknown[],
  literal: (value: unknown) => string,
): string {
  return sql.replace(PARTS, (part: string, number: string | undefined) => {
    if (number === undefined) return part;
    const index = Number(number) - 1;
    if (index >= params.length)
      throw new RangeError(`the statement has $${number}, and ${params.length} parameters are given`);
    return literal(params[index]);
  });
}
