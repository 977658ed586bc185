import { lastSeen } from './submission-stream.service';

const seen = (header: string | undefined, after?: unknown) =>
  lastSeen({ headers: header === undefined ? {} : { 'last-event-id': header }, query: { after } as never });

describe('where a stream begins', () => {
  it('is after the last event that was seen', () => {
    expect(seen('17')).toBe(17);
    expect(seen(undefined, '4')).toBe(4);
    expect(seen('17', '4')).toBe(17);
    expect(seen('3', '12')).toBe(12);
  });

  it('is the beginning where nothing sensible was sent', () => {
    expect(seen(undefined)).toBe(0);
    for (const nonsense of ['', '-1', '1.5', 'abc', '1e9', '99999999999', ' 4'])
      expect(seen(nonsense)).toBe(0);
    expect(seen(undefined, ['4', '5'])).toBe(0);
  });
});
