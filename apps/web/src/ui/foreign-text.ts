/**
 * Text that a stranger wrote: a candidate's name, what a program printed, what it answered. React makes it text and not
 * markup; what is left are signs that show nothing, or that show other signs in another place or order (see "Trojan
 * Source", CVE-2021-42574). Here they become marks that can be seen.
 */
export type ForeignPiece =
  | { readonly kind: 'text'; readonly text: string }
  /** `shown` in place of a sign; `name` says which. */
  | { readonly kind: 'mark'; readonly shown: string; readonly name: string };

/** Colours and weights of a terminal. They steer nothing here, and a log is full of them. */
// eslint-disable-next-line no-control-regex -- the control sequence is what is looked for
const COLOURS = /\u001b\[[0-9;]*m/g;

/** Scripts that are written with joiners. */
const JOINED =
  '\\p{sc=Arab}\\p{sc=Deva}\\p{sc=Beng}\\p{sc=Gujr}\\p{sc=Guru}\\p{sc=Knda}\\p{sc=Mlym}\\p{sc=Orya}\\p{sc=Sinh}\\p{sc=Taml}\\p{sc=Telu}';

/** Most combining signs on one letter; more are not part of any script, and grow over the lines beside them. */
const COMBINING_MAX = 5;

const SUSPECT = new RegExp(
  [
    `(?<flood>(?<=\\p{M}{${String(COMBINING_MAX)}})\\p{M}+)`,
    // A joiner has its place between the parts of an emoji, and in scripts that join.
    `(?<![${JOINED}\\p{M}\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f])[\\u200c\\u200d]`,
    '[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f]',
    '[\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb]',
    '[\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}]',
  ].join('|'),
  'gu',
);

/** U+0000 to U+001F by the names that terminals' manuals have for them. */
const CONTROLS: readonly (string | undefined)[] =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  );

/** Cuts a text into what can be shown as it is and what is marked. */
export function foreignPieces(text: string): ForeignPiece[] {
  const plain = text.replace(COLOURS, '').replaceAll('\r\n', '\n').toWellFormed();
  const pieces: ForeignPiece[] = [];
  let from = 0;
  for (const found of plain.matchAll(SUSPECT)) {
    if (found.index > from) pieces.push({ kind: 'text', text: plain.slice(from, found.index) });
    pieces.push(markOf(found[0], found.groups?.['flood'] !== undefined));
    from = found.index + found[0].length;
  }
  if (from < plain.length) pieces.push({ kind: 'text', text: plain.slice(from) });
  return pieces;
}

/** The same as one plain text, for where no mark can stand: a page's title, an attribute. */
export function foreignWords(text: string): string {
  return foreignPieces(text)
    .map((piece) => (piece.kind === 'text' ? piece.text : `[${piece.shown}]`))
    .join('');
}

function markOf(signs: string, flood: boolean): ForeignPiece {
  if (flood) {
    const more = Array.from(signs).length;
    return { kind: 'mark', shown: `+${more}`, name: `${more} more combining signs` };
  }
  const code = signs.codePointAt(0) ?? 0;
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const control = code === 0x7f ? 'DEL' : CONTROLS[code];
  return { kind: 'mark', shown: control ?? name, name };
}
