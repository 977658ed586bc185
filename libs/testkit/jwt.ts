import { createHmac, createSign, timingSafeEqual, type KeyLike } from 'node:crypto';
import { failed } from './failures';

export type Claims = Record<string, unknown>;

export interface DecodedJwt {
  readonly header: Claims;
  readonly payload: Claims;
  /** The signature as it stands, base64url. Empty where there is none. */
  readonly signature: string;
}

/** Takes a JWT apart without checking it. Ends the test as failed when the text is not one. */
export function decodeJwt(token: string): DecodedJwt {
  const parts = token.split('.');
  const [header, payload, signature] = parts;
  if (parts.length !== 3 || header === undefined || payload === undefined || signature === undefined) {
    throw failed('The token is not a JWT: it does not have three parts.', 'header.payload.signature', token);
  }
  return { header: decodePart(header, token), payload: decodePart(payload, token), signature };
}

/** A JWT signed with HMAC. `header` adds to or replaces `{"alg":"HS256","typ":"JWT"}`. */
export function signJwt(payload: Claims, secret: string | Buffer, header: Claims = {}): string {
  const full = { alg: 'HS256', typ: 'JWT', ...header };
  const digest = { HS256: 'sha256', HS384: 'sha384', HS512: 'sha512' }[full.alg] ?? 'sha256';
  const input = `${encodePart(full)}.${encodePart(payload)}`;
  return `${input}.${createHmac(digest, secret).update(input).digest('base64url')}`;
}

/** A JWT signed with RSA and SHA-256, such as by a key that the service never trusted. */
export function signJwtRs256(payload: Claims, privateKey: KeyLike, header: Claims = {}): string {
  const input = `${encodePart({ alg: 'RS256', typ: 'JWT', ...header })}.${encodePart(payload)}`;
  return `${input}.${createSign('RSA-SHA256').update(input).sign(privateKey, 'base64url')}`;
}

/** Whether the token carries a good HS256 signature made with the secret. */
export function hasJwtSignature(token: string, secret: string): boolean {
  const end = token.lastIndexOf('.');
  const good = createHmac('sha256', secret).update(token.slice(0, end)).digest();
  const given = Buffer.from(token.slice(end + 1), 'base64url');
  return given.length === good.length && timingSafeEqual(given, good);
}

/** Ways to forge a JWT out of a genuine one, each of which a service must refuse. */
export const forgeJwt = {
  /** `alg: none` and no signature. `algorithm` may be spelt otherwise, such as `nOnE`. */
  unsigned(token: string, claims: Claims = {}, algorithm = 'none'): string {
    const { header, payload } = decodeJwt(token);
    return `${encodePart({ ...header, alg: algorithm })}.${encodePart({ ...payload, ...claims })}.`;
  },
  /** The payload changed, the old signature kept. */
  edited(token: string, claims: Claims): string {
    const { header, payload, signature } = decodeJwt(token);
    return `${encodePart(header)}.${encodePart({ ...payload, ...claims })}.${signature}`;
  },
  /** Signed anew with HS256 and a secret that the service does not have. */
  wrongKey(token: string, secret: string, claims: Claims = {}): string {
    const { header, payload } = decodeJwt(token);
    return signJwt({ ...payload, ...claims }, secret, { ...header, alg: 'HS256' });
  },
  /** Header and payload kept, the signature cut off, the last dot kept. */
  stripped(token: string): string {
    return `${token.slice(0, token.lastIndexOf('.'))}.`;
  },
  /** Header and payload kept, one bit of the signature turned. */
  flipped(token: string): string {
    const end = token.lastIndexOf('.') + 1;
    const signature = Buffer.from(token.slice(end), 'base64url');
    if (signature.length === 0) throw failed('The token has no signature.', 'a signed JWT', token);
    signature.writeUInt8(signature.readUInt8(0) ^ 1, 0);
    return token.slice(0, end) + signature.toString('base64url');
  },
} as const;

function encodePart(value: Claims): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decodePart(part: string, token: string): Claims {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Claims;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw failed(
    'The token is not a JWT: a part of it is not base64url of a JSON object.',
    'header.payload.signature',
    token,
  );
}
