import { unfoldValues } from './unfold-values';

describe('values on one line', () => {
  it('get a line each, indented by depth', () => {
    expect(unfoldValues('{"a": 1, "b": ["x", {"c": null}]}')).toBe(
      '{\n  "a": 1,\n  "b": [\n    "x",\n    {\n      "c": null\n    }\n  ]\n}',
    );
  });

  it('keep every digit, and signs inside texts', () => {
    expect(unfoldValues('{"n": 90071992547409931, "t": "a, {b} \\"c\\""}')).toBe(
      '{\n  "n": 90071992547409931,\n  "t": "a, {b} \\"c\\""\n}',
    );
  });

  it('leave what is empty on its line', () => {
    expect(unfoldValues('{"a": {}, "b": []}')).toBe('{\n  "a": {},\n  "b": []\n}');
  });

  it('leave alone what is no object or list, what was cut, and what has lines already', () => {
    for (const text of ['201', '"text, more"', '{"a": 1', '{"a": [1, 2}', '{\n  "a": 1\n}'])
      expect(unfoldValues(text)).toBe(text);
  });
});
