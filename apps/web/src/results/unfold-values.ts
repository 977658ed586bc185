/**
 * Breaks an object or a list that is written on one line into a line for each value, so that a difference is a line and
 * not all of it. Works on the text, since reading the values would round long numbers. Anything else is left as it is.
 */
export function unfoldValues(text: string): string {
  if (!/^(\{.+\}|\[.+\])$/.test(text)) return text;
  let depth = 0;
  let unfolded = '';
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],]|\s+|[^\s"{}[\],]+|"/g)) {
    const line = (change: number): string => `\n${'  '.repeat(Math.max(0, (depth += change)))}`;
    if (token === '{' || token === '[') unfolded += token + line(1);
    else if (token === '}' || token === ']')
      unfolded = unfolded.trimEnd() + closing(unfolded, line(-1)) + token;
    else if (token === ',') unfolded += token + line(0);
    else if (token.trim() !== '') unfolded += token;
    else if (!unfolded.endsWith(' ') && !/\n\s*$/.test(unfolded)) unfolded += ' ';
  }
  return depth === 0 ? unfolded : text;
}

/** An empty object or list stays on its line. */
function closing(before: string, line: string): string {
  return /[{[]\s*$/.test(before) ? '' : line;
}
