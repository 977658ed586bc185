import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

/** Names this process, among the workers of all machines and all starts. */
export const WORKER_ID = `${hostname()}-${String(process.pid)}-${randomUUID().slice(0, 8)}`;
