// Which Debian mirror images are made from: the one that is named, else the one that this machine itself uses.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const APT = '/etc/apt';

/**
 * @returns {string | undefined} address of a mirror of Debian's main archive; undefined where the machine names none,
 *   and debootstrap's own choice holds
 */
export function debianMirror(env = process.env, apt = APT) {
  return env.ASSAY_DEBIAN_MIRROR || mirrorOf(sourcesOf(apt));
}

/** The first mirror in apt's sources, of either form, that ends in `/debian`. */
export function mirrorOf(sources) {
  for (const line of sources.split('\n')) {
    const words = line.trim().split(/\s+/);
    if (words[0] !== 'URIs:' && words[0] !== 'deb') continue;
    const found = words.find((word) => /^https?:\/\/\S+\/debian\/?$/.test(word));
    if (found !== undefined) return found.replace(/\/$/, '');
  }
  return undefined;
}

function sourcesOf(apt) {
  const folder = path.join(apt, 'sources.list.d');
  const files = existsSync(folder) ? readdirSync(folder).map((name) => path.join(folder, name)) : [];
  return [path.join(apt, 'sources.list'), ...files]
    .filter((file) => /\.(list|sources)$/.test(file) && existsSync(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
}
