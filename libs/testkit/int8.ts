/** A 64-bit integer as a number where it is exact, else as a bigint. */
export function readInt8(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}
