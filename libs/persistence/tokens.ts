import { createHash, createHmac, randomBytes } from 'node:crypto';

/** An opaque secret of 32 random bytes, 43 characters. Only its hash is stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 in hex. Enough for a token, which is random; never for a password. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A token that is the same for the same secret and purpose, and tells nothing of the secret. */
export function derivedToken(secret: string, purpose: string): string {
  return createHmac('sha256', secret).update(purpose).digest('base64url');
}

/** What a submission's fixtures are drawn from: 32 hex digits. */
export function newSeed(): string {
  return randomBytes(16).toString('hex');
}
