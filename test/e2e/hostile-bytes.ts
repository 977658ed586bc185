/** A host that nobody has. Whatever asks for it was not inert. */
export const ELSEWHERE = 'elsewhere.invalid';

/** Set by whatever runs. */
export const CANARY = 'assayCanary';

const RUN = `window.${CANARY}=1`;
const ZALGO = 'Z\u0301\u0302'.concat('\u0334\u0327\u030d'.repeat(20));

/** Ways into a page that takes text for markup, a template or Markdown; the first of each kind that is known to work. */
export const MARKUP: readonly string[] = [
  `<script>${RUN}</script>`,
  `<img src="//${ELSEWHERE}/i.png" onerror="${RUN}">`,
  `"><svg/onload="${RUN}">`,
  `'"--></style></title></textarea><iframe srcdoc="<script>parent.${CANARY}=1</script>">`,
  `<a href="javascript:${RUN}">a link</a> javascript:${RUN} https://${ELSEWHERE}/plain`,
  `[a link](javascript:${RUN}) [another](https://${ELSEWHERE}/) ![an image](https://${ELSEWHERE}/i.png)`,
  `&lt;img src=x onerror=${RUN}&gt; &#60;b&#62; {{constructor.constructor('${RUN}')()}} \${${RUN}} <%= ${RUN} %>`,
];

/** Signs that hide, reorder, steer or overgrow. */
export const SIGNS: readonly string[] = [
  'user\u202egpj.exe\u202c and \u2066isolated\u2069 and \u200f\u061c',
  'zero\u200bwidth\u2060and\ufeffmore, ad\u200dmin, tags \u{e0061}\u{e0062}',
  `\u001b[2J\u001b[31mred\u001b[0m \u001b]8;;https://${ELSEWHERE}/\u0007a link\u001b]8;;\u0007 \u009b5m bell\u0007`,
  'line\u2028separator\u2029paragraph\u0085next\r\ncrlf\u000bvt\u000cff',
  `${ZALGO} a flood of combining signs`,
  'שלום, עולם! مرحبا بالعالم 👨‍👩‍👧‍👦 🏳️‍🌈',
];

/** Names of candidates: at most 120 characters, of which PostgreSQL takes all but NUL. */
export const hostileNames: readonly string[] = [
  ...[...MARKUP, ...SIGNS].map((text) => text.slice(0, 120)),
  'W'.repeat(120),
  'مريم بنت عبد الله (٢٠٢٤) — first in the list?',
];

/**
 * A program whose every answer and whose output hold all of the above, bytes that are no UTF-8, NUL, a line without an end
 * and ten thousand lines.
 */
export function hostileProgram(): string {
  const texts = JSON.stringify([...MARKUP, ...SIGNS])
    // Signs that a person could not type, nor a source hold, stand in it as escapes.
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    .replace(/[\u0000-\u001f\u007f-\u{10ffff}]/gu, (sign) =>
      sign.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    );
  return `const http = require('node:http');
const texts = ${texts};
let asked = 0;
http.createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    const text = texts[asked++ % texts.length];
    if (asked === 1) {
      console.log(texts.join('\\n') + 'W'.repeat(1500));
      process.stderr.write(Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28, 0xed, 0xa0, 0x80, 0x0a]));
    }
    console.error(text + '\\u0000');
    if (asked === 6) console.log('line\\n'.repeat(10000));
    // Its words go another way than its answer: time for them to be put beside the same test.
    setTimeout(() => answer(response, request.url, text), 60);
  });
}).listen(Number(process.env.PORT));

function answer(response, url, text) {
  // What is refused shows the body; what is taken shows it as the value beside the expected one.
  response.writeHead(url === '/register' ? 202 : 418, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: texts, token: text, id: text, [text]: text, lone: '\\ud800' }));
}
`;
}

/** A source with the attacks in it as they are: what is shown in the editor. Comments and strings, so that it compiles. */
export const HOSTILE_SOURCE = [
  '/**',
  ` * ![an image](https://${ELSEWHERE}/hover.png) [a link](https://${ELSEWHERE}/hover)`,
  ' * @param admin whether\u202e \u2066the caller is one\u2069 \u2066',
  ' */',
  'function isAdmin(admin) {',
  "  const аdmin = 'a look-alike, zero\u200bwidth, line\u2028separator';",
  '  return admin && аdmin;',
  '}',
  // What ends a line would end the comment.
  ...[...MARKUP, ...SIGNS].map((text) => `// ${text.replace(/[\r\n\u2028\u2029]/g, ' ')}`),
  `// ${'W'.repeat(2_000)}`,
  'module.exports = { isAdmin };',
  '',
].join('\n');

/** A source that does not compile, so that the compiler's words quote it. */
export const UNBUILDABLE = `const text: string = ;; ${MARKUP.join(' ')} \u202e\u2066\u001b[2J\n`;
