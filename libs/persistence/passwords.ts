import { hash, verify } from '@node-rs/argon2';

/** OWASP's second recommendation for Argon2id: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export async function hashPassword(password: string): Promise<string> {
  return hash(password, PARAMETERS);
}

export async function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password);
}

let decoy: Promise<string> | undefined;

/** Takes as long as checking a password does, so that the time does not tell whether an account exists. */
export async function pretendToVerify(password: string): Promise<false> {
  decoy ??= hashPassword('a password that nobody has');
  await verifyPassword(await decoy, password);
  return false;
}
