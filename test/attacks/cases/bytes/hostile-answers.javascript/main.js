const { serve } = require('./vault');

const HOSTILE = [
  '\u001b]0;owned\u0007', '\u001b[2J\u001b[1;1H', '\u001b]52;c;b3duZWQ=\u0007', '\u009b31m', '\u0000', '\r100 of 100',
  '\u202epassed\u202c', '\u2066left\u2069', '\u2028\u2029', '\u200f\u061c\ufeff', '\ud800', '\udc00\ud800',
  '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '</pre><style>*{display:none}</style>', '{{7*7}}',
  '=cmd|\'/c calc\'!A1', '[a](javascript:alert(1))', '%s%n%x',
].join(' '); // prettier-ignore

console.log('TRIED', JSON.stringify(HOSTILE).length, 'characters');
serve(({ path }) => {
  if (path === '/health') return [200, { ok: true }];
  return [200, { [HOSTILE]: HOSTILE, sum: HOSTILE, token: HOSTILE, text: HOSTILE, name: { toString: HOSTILE } }];
});
