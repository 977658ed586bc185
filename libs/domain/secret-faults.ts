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
  ...[
    'change-me',
    'change-me-please',
    'changeme-please',
    'change_me',
    'secret',
    'secret123',
    'supersecret',
    'super-secret',
  ],
  ...['your-secret', 'your-secret-here', 'your-session-secret', 'keyboard cat', 'default', 'example', 'demo'],
  ...['admin', 'administrator', 'manager', 'root', 'test', 'guest', 'user', 'letmein', 'qwertyuiop'],
  ...['assay', 'assay-password', 'assaypassword', 'postgres', 'postgresql', 'redis', 'database'],
  ...['123456789012', '1234567890123456', '0123456789abcdef', '0123456789abcdef0123456789abcdef'],
]);

/**
 * Words that placeholders are made of, whatever stands between their letters: a placeholder is padded to any length that
 * is asked for. What is left without them has to be a secret by itself.
 */
const PLACEHOLDERS = new RegExp(
  [
    ...[
      'password',
      'passwort',
      'passw0rd',
      'changeme',
      'changeit',
      'changethis',
      'change',
      'replaceme',
      'replace',
    ],
    ...[
      'supersecret',
      'secret',
      'example',
      'default',
      'placeholder',
      'insecure',
      'development',
      'production',
    ],
    ...[
      'keyboardcat',
      'letmein',
      'qwerty',
      'administrator',
      'admin',
      'manager',
      'session',
      'token',
      'database',
    ],
    ...[
      'postgresql',
      'postgres',
      'redis',
      'assay',
      'your',
      'strong',
      'characters',
      'atleast',
      '123456789',
      '12345678',
    ],
  ]
    .map((word) => Array.from(word).join('[^a-z0-9]*'))
    .join('|'),
  'g',
);

/** The variables that hold a secret. */
const SECRETS = {
  DATABASE_URL: addressFault,
  REDIS_URL: addressFault,
  SESSION_SECRET: keyFault,
  DEMO_MANAGER_PASSWORD: passwordFault,
} as const;

const REMEDY = 'Set one of your own, for example what "openssl rand -hex 32" prints.';

/** Why a password must not be used in production, for people, or undefined. Never holds the password. */
export function passwordFault(password: string): string | undefined {
  return fault(password, PASSWORD_MIN);
}

/** The same for a key that secrets are derived from. */
export function keyFault(key: string): string | undefined {
  return fault(key, KEY_MIN);
}

/**
 * What is wrong with the secrets of an environment, in production.
 * @returns each variable that is set and at fault, with why
 */
export function secretFaults(
  environment: Readonly<Partial<Record<keyof typeof SECRETS, string | undefined>>>,
): [name: string, fault: string][] {
  return Object.entries(SECRETS).flatMap(([name, faultOf]): [string, string][] => {
    const secret = environment[name as keyof typeof SECRETS];
    const found = secret === undefined || secret === '' ? undefined : faultOf(secret);
    return found === undefined ? [] : [[name, found]];
  });
}

/** The same for the password in a service's address. */
export function addressFault(address: string): string | undefined {
  if (!URL.canParse(address))
    return 'It is no address that can be read: write protocol://user:password@host/name.';
  const { protocol, password, username, searchParams } = new URL(address);
  // Drivers take both from behind the question mark too; which of them counts is their affair.
  const users = [decoded(username), ...searchParams.getAll('user'), ...searchParams.getAll('username')];
  const passwords = [decoded(password), ...searchParams.getAll('password')].filter((one) => one !== '');
  // Through a Unix socket or with a client's certificate PostgreSQL knows who comes without a password. Of several hosts
  // the last one is used.
  const socket = searchParams.getAll('host').at(-1)?.startsWith('/') === true;
  const known = protocol.startsWith('postgres') && (socket || searchParams.has('sslcert'));
  if (passwords.length === 0) return known ? undefined : inAddress(fault('', PASSWORD_MIN));
  for (const one of passwords) {
    if (users.includes(one)) return `The password in it is the name of the user. ${REMEDY}`;
    const found = inAddress(fault(one, PASSWORD_MIN));
    if (found !== undefined) return found;
  }
  return undefined;
}

function inAddress(found: string | undefined): string | undefined {
  return found === undefined ? undefined : `The password in it can not be used: ${found}`;
}

function fault(secret: string, min: number): string | undefined {
  const folded = secret.trim().toLowerCase();
  if (folded === '') return `It is empty. ${REMEDY}`;
  if (PUBLISHED.has(folded)) return `It is a published default, which everybody knows. ${REMEDY}`;
  if (secret.length < min) return `It is shorter than ${String(min)} characters. ${REMEDY}`;
  const rest = folded.replaceAll(PLACEHOLDERS, '');
  if (rest !== folded && rest.length < min)
    return `It is made of words that stand in published examples, and too little else. ${REMEDY}`;
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
