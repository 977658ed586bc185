/** Shorter than this a password is guessed, or a typing error. */
const PASSWORD_MIN = 12;
/** As many characters as 32 bytes have at least in any writing. */
const KEY_MIN = 32;
/** `aaaaaaaaaaaa` is long, and no secret. */
const DISTINCT_MIN = 5;

/**
 * Texts that stand in documentation, tests and examples of ours or of the services: whoever reads those knows them.
 * Compared without regard to capitals.
 */
const PUBLISHED: ReadonlySet<string> = new Set([
  ...['for-the-moment', 'correct horse battery', 'correct horse battery staple', 'a given password'],
  ...['password', 'passwort', 'password1', 'password123', 'password1234', 'passw0rd', 'changeme', 'changeit'],
  ...['change-me', 'change-me-please', 'change_me', 'secret', 'secret123', 'supersecret', 'super-secret'],
  ...['your-secret', 'your-secret-here', 'your-session-secret', 'keyboard cat', 'default', 'example', 'demo'],
  ...['admin', 'administrator', 'manager', 'root', 'test', 'guest', 'user', 'letmein', 'qwertyuiop'],
  ...['assay', 'assay-password', 'assaypassword', 'postgres', 'postgresql', 'redis', 'database'],
  ...['123456789012', '1234567890123456', '0123456789abcdef', '0123456789abcdef0123456789abcdef'],
]);

const REMEDY = 'Set one of your own, for example what "openssl rand -hex 32" prints.';

/** Why a password must not be used in production, for people, or undefined. Never holds the password. */
export function passwordFault(password: string): string | undefined {
  return fault(password, PASSWORD_MIN);
}

/** The same for a key that secrets are derived from. */
export function keyFault(key: string): string | undefined {
  return fault(key, KEY_MIN);
}

/** The same for the password in a service's address. `url` has been found to be one. */
export function addressFault(url: string): string | undefined {
  const { password, username, searchParams } = new URL(url);
  // Through a Unix socket or with a client's certificate PostgreSQL knows who comes without a password.
  const known = searchParams.has('sslcert') || searchParams.get('host')?.startsWith('/') === true;
  if (password === '' && known) return undefined;
  const plain = decoded(password);
  if (plain !== '' && plain === decoded(username))
    return `The password in it is the name of the user. ${REMEDY}`;
  const found = fault(plain, PASSWORD_MIN);
  return found === undefined ? undefined : `The password in it can not be used: ${found}`;
}

function fault(secret: string, min: number): string | undefined {
  const folded = secret.trim().toLowerCase();
  if (folded === '') return `It is empty. ${REMEDY}`;
  if (PUBLISHED.has(folded)) return `It is a published default, which everybody knows. ${REMEDY}`;
  if (secret.length < min) return `It is shorter than ${String(min)} characters. ${REMEDY}`;
  if (new Set(folded).size < DISTINCT_MIN) return `It repeats a few characters. ${REMEDY}`;
  return undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign that stands for itself.
    return text;
  }
}
