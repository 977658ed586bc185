import type { Attributes, AttributeValue } from './database';

/** A change to attributes: null takes one away. */
export interface AttributesPatch {
  [name: string]: AttributeValue | AttributesPatch | null;
}

/** The attributes after a change, as a JSON merge patch (RFC 7396) has it. */
export function merge(current: AttributeValue | undefined, patch: AttributesPatch): Attributes {
  const merged: Attributes = typeof current === 'object' ? { ...current } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else if (typeof value === 'object') merged[name] = merge(merged[name], value);
    else merged[name] = value;
  }
  return merged;
}
