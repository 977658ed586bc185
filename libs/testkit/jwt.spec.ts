import { decodeJwt, forgeJwt, hasJwtSignature, signJwt } from './jwt';

describe('JWT helpers', () => {
  const secret = 'a-secret';
  const token = signJwt({ sub: 'alice', admin: false }, secret);

  it('sign as RFC 7519 does', () => {
    // The well-known example of HS256, with the key "your-256-bit-secret".
    const known = signJwt({ sub: '1234567890', name: 'John Doe', iat: 1516239022 }, 'your-256-bit-secret');
    expect(known.split('.')[2]).toBe('SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c');
    expect(hasJwtSignature(token, secret)).toBe(true);
    expect(hasJwtSignature(token, 'another')).toBe(false);
  });

  it('forge tokens that carry no good signature', () => {
    const forged = [
      forgeJwt.unsigned(token, { admin: true }),
      forgeJwt.edited(token, { admin: true }),
      forgeJwt.wrongKey(token, 'another', { admin: true }),
      forgeJwt.stripped(token),
      forgeJwt.flipped(token),
    ];
    for (const each of forged) {
      expect(hasJwtSignature(each, secret)).toBe(false);
      expect(decodeJwt(each).payload['sub']).toBe('alice');
    }
    expect(decodeJwt(forged[0] ?? '')).toMatchObject({
      header: { alg: 'none' },
      payload: { admin: true },
      signature: '',
    });
    expect(decodeJwt(forged[1] ?? '').signature).toBe(decodeJwt(token).signature);
  });

  it.each(['', 'a.b', 'a.b.c', '!.!.!'])('end the test as failed on %j', (text) => {
    expect(() => decodeJwt(text)).toThrow(expect.objectContaining({ status: 'failed' }) as Error);
  });
});
