import { Foundation1764000000000 } from './1764000000000-foundation';
import { SessionIdleness1764600000000 } from './1764600000000-session-idleness';

/** Every migration, oldest first. */
export const MIGRATIONS = [Foundation1764000000000, SessionIdleness1764600000000];
