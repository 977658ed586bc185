import { inertText as ofVerdicts } from '@assay/contracts';
import { inertText } from './result-text';

it('is inert for the judge and for verdicts alike', () => {
  for (let code = 0; code <= 0x10ffff; code += 1) {
    const text = `a${String.fromCodePoint(code)}b`;
    if (inertText(text) !== ofVerdicts(text)) throw new Error(`they differ at ${code.toString(16)}`);
  }
  const coloured = '\u001b[31mred\u001b[0m\r\n';
  expect(inertText(coloured)).toBe(ofVerdicts(coloured));
});
