import { FrameReader } from './frames';

function frame(value: object): Buffer {
  const body = Buffer.from(JSON.stringify(value));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, body]);
}

it('puts frames together, however the stream is cut', () => {
  const sent = [{ type: 'prepare' }, { type: 'load', bundle: 'über' }];
  const bytes = Buffer.concat(sent.map(frame));
  for (let size = 1; size <= bytes.length; size += 1) {
    const reader = new FrameReader();
    const got: unknown[] = [];
    for (let at = 0; at < bytes.length; at += size) got.push(...reader.push(bytes.subarray(at, at + size)));
    expect(got).toEqual(sent);
  }
});
