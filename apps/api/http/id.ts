const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text of an address can be an id at all. What can't is answered like an id that does not exist. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && UUID.test(text);
}
