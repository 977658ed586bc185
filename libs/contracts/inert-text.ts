/* eslint-disable no-control-regex -- control characters are what these patterns look for */
const ANSI = /\u001b\[[0-9;]*m/g;
const CONTROL =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;
/* eslint-enable no-control-regex */

/**
 * Text that a candidate had a hand in, made safe to store and to show: valid Unicode, and each control, bidirectional
 * or invisible character but tab and line feed written out (`\u{1b}`), so that it can neither steer a terminal nor reorder
 * a page. Joiners stay: scripts and emoji need them. The judge does it to what it sends, and the supervisor to what it
 * stores.
 */
export function inertText(text: string): string {
  const plain = text.replace(ANSI, '').replace(/\r\n/g, '\n').toWellFormed();
  return plain.replace(CONTROL, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`);
}

/** Whether a text has nothing that `inertText` would write out, and is valid Unicode. */
export function isInert(text: string): boolean {
  return text.isWellFormed() && text.search(CONTROL) === -1;
}
