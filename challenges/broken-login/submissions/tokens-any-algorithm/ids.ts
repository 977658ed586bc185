/** The largest id that the columns hold. */
const MAX_ID = 2 ** 31 - 1;

/** An id that came as text, or undefined when it can't be one. */
export function wholeNumber(text: unknown): number | undefined {
  if (typeof text !== 'string' || !/^[0-9]{1,10}$/.test(text)) return undefined;
  const id = Number(text);
  return id <= MAX_ID ? id : undefined;
}
