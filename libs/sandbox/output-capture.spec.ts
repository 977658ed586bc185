import { OutputCapture } from './output-capture';

function capture(limit: number): { output: OutputCapture; floods: () => number } {
  let count = 0;
  const output = new OutputCapture(limit, () => (count += 1));
  return { output, floods: () => count };
}

describe('OutputCapture', () => {
  test('gives what came since a mark, and up to another', () => {
    const { output } = capture(1_000);
    output.add(Buffer.from('start\n'));
    const first = output.mark();
    output.add(Buffer.from('one\n'));
    const second = output.mark();
    output.add(Buffer.from('two\n'));
    expect(output.text()).toBe('start\none\ntwo\n');
    expect(output.since(first, 100)).toBe('one\ntwo\n');
    expect(output.since(second, 100)).toBe('two\n');
    expect(output.since(first, 100, second)).toBe('one\n');
    expect(output.since(output.mark(), 100)).toBe('');
  });

  test('cuts with a notice that says how much is missing', () => {
    const { output } = capture(1_000);
    output.add(Buffer.from('0123456789'));
    expect(output.since(0, 4)).toBe('0123\n[cut: 6 more bytes]');
  });

  test('keeps no more than its limit, and says so', () => {
    const { output, floods } = capture(8);
    output.add(Buffer.from('01234'));
    output.add(Buffer.from('56789'));
    output.add(Buffer.from('more'));
    expect(output.text()).toBe('01234567\n[cut: the limit of 8 bytes was reached]');
    expect(output.mark()).toBe(8);
    expect(floods()).toBe(0);
  });

  test('tells of a flood once', () => {
    const { output, floods } = capture(10);
    for (let round = 0; round < 15; round += 1) output.add(Buffer.alloc(10, 'x'));
    expect(floods()).toBe(0);
    output.add(Buffer.alloc(10, 'x'));
    expect(floods()).toBe(1);
    for (let round = 0; round < 50; round += 1) output.add(Buffer.alloc(10, 'x'));
    expect(floods()).toBe(1);
  });

  test('does not hold on to a large piece of which it keeps a part', () => {
    const { output } = capture(4);
    const piece = Buffer.from('abcdefgh');
    output.add(piece);
    piece.fill('z');
    expect(output.text()).toContain('abcd');
  });

  test('makes text of bytes that are none', () => {
    const { output } = capture(100);
    output.add(Buffer.from([0x61, 0xff, 0xfe, 0x62]));
    expect(output.text()).toBe('a\ufffd\ufffdb');
    expect(output.text().isWellFormed()).toBe(true);
  });
});
