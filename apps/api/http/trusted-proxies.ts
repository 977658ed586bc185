import { isIP } from 'node:net';
import { z } from 'zod';

/** Networks by name, as Express knows them. */
const NAMES = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** `10.0.0.1, 10.1.0.0/16, loopback` → a list. Empty: nobody is trusted. */
export const trustedProxiesSchema = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  )
  .superRefine((proxies, context) => {
    for (const proxy of proxies) {
      if (isProxy(proxy)) continue;
      const message = `"${proxy}" is neither an address, nor a network such as 10.0.0.0/8, nor ${[...NAMES].join(', ')}`;
      context.addIssue({ code: 'custom', message });
    }
  });

function isProxy(text: string): boolean {
  if (NAMES.has(text)) return true;
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  // A network of no bits is everybody: whoever connects could then name any address.
  return (
    bits === undefined ||
    (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (version === 4 ? 32 : 128))
  );
}
