/* eslint-disable no-control-regex -- control characters are what these patterns look for */
const ANSI = /\u001b\[[0-9;]*m/g;
const CONTROL =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
/* eslint-enable no-control-regex */

/**
 * Text that a candidate had a hand in, made safe to store and to show: valid Unicode, and each control or bidirectional
 * character but tab and line feed written out (`\u{1b}`), so that it can neither steer a terminal nor reorder a page. The
 * judge does the same to what it sends (`libs/testkit/harness/result-text.ts`).
 */
export function inertText(text: string): string {
  const plain = text.replace(ANSI, '').replace(/\r\n/g, '\n').toWellFormed();
  return plain.replace(CONTROL, (sign) => `\\u{${sign.charCodeAt(0).toString(16)}}`);
}
