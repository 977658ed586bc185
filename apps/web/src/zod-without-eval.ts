import { z } from 'zod/v4';

/*
 * Stands in the place of "zod" in the pages (vite.config.ts). Their policy forbids code made from text, and zod tries
 * whether it may as soon as a schema is made: so it has to be told before any module that makes one.
 */
z.config({ jitless: true });

export * from 'zod/v4';
