import os from 'node:os';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { serve } from './vault';

const found: string[] = [];
if (os.hostname() !== 'slot') found.push(`the name ${os.hostname()}`);
try {
  found.push(`the user ${os.userInfo().username}`);
} catch {
  // The user id of a slot has no name.
}
for (const folder of ['/home', '/root', '/mnt', '/media', '/srv', '/work', '/host', '/run/judge', '/run/secrets'])
  if (existsSync(folder) && !['/root'].includes(folder) && readdirSync(folder).length > 0) found.push(folder);
for (const [name, value] of Object.entries(process.env))
  if (!['PATH', 'HOME', 'LANG', 'TZ', 'PORT', 'PWD', 'HOSTNAME', 'NODE_ENV', 'VAULT_TOKEN', 'LANGUAGE'].includes(name))
    found.push(`${name}=${value}`);
// Packages that were installed say from where, and in which folder.
const lock = '/node_modules/.package-lock.json';
if (existsSync(lock)) {
  const hosts = new Set([...readFileSync(lock, 'utf8').matchAll(/https?:\/\/([^/"]+)\//g)].map((match) => match[1]));
  hosts.delete('registry.npmjs.org');
  const places = [...hosts].filter((host) => host !== undefined && /@|internal|corp|local|:\d/.test(host));
  if (places.length > 0) found.push(`registries ${places}`);
}
console.log(found.length > 0 ? `BREACH ${found}` : 'TRIED names, users, folders, variables and registries');
serve();
