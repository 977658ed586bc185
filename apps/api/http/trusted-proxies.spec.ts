import { trustedProxiesSchema } from './trusted-proxies';

describe('trusted proxies', () => {
  it.each([
    ['', []],
    [' ', []],
    ['loopback', ['loopback']],
    ['10.0.0.1, 10.1.0.0/16 ,2001:db8::/32', ['10.0.0.1', '10.1.0.0/16', '2001:db8::/32']],
  ])('are read from "%s"', (text, proxies) => {
    expect(trustedProxiesSchema.parse(text)).toEqual(proxies);
  });

  it.each(['true', '1', '*', '0.0.0.0/0', '::/0', '10.0.0.0/33', '10.0.0.0/8/8', 'proxy.example', '10.0.0'])(
    'are never "%s"',
    (text) => {
      expect(trustedProxiesSchema.safeParse(text).success).toBe(false);
    },
  );
});
