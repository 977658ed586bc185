// Which images are needed, and which of them first: what the challenges of the catalogue use.
import { createRequire } from 'node:module';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { sandboxFolder } from './image-recipes.mjs';
import { root } from './state.mjs';

/** @typedef {{ tag: string, languages: { id: string, service?: string }[] }} Runtime */
/** @typedef {{ slug: string, languages: string[], services: string[] }} Challenge */

/**
 * All images of runtimes and services, the most needed first, each service before the runtimes that come to it.
 * @param {Runtime[]} runtimes
 * @param {Challenge[]} challenges
 * @param {string[]} tags those that there are
 * @returns {string[]}
 */
export function inOrderOfNeed(runtimes, challenges, tags) {
  const uses = (runtime) =>
    challenges.reduce(
      (sum, { languages }) => sum + runtime.languages.filter(({ id }) => languages.includes(id)).length,
      0,
    );
  const ranked = runtimes
    .map((runtime) => ({ runtime, uses: uses(runtime) }))
    .sort((a, b) => b.uses - a.uses || a.runtime.tag.localeCompare(b.runtime.tag));
  const order = new Set();
  for (const { runtime } of ranked) {
    const served = new Map();
    for (const { languages, services } of challenges) {
      if (!runtime.languages.some(({ id }) => languages.includes(id))) continue;
      for (const service of services) served.set(service, (served.get(service) ?? 0) + 1);
    }
    const byUse = [...served].sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
    for (const [service] of byUse) order.add(serviceTag(service));
    order.add(runtime.tag);
  }
  for (const tag of [...tags].sort()) if (/^assay\/(runtime|service)-/.test(tag)) order.add(tag);
  return [...order].filter((tag) => tags.includes(tag));
}

/** The images that judging a challenge takes, in one language or in all of its own. */
export function neededFor(runtimes, { languages, services }, language) {
  const spoken = language === undefined ? languages : [language];
  const found = runtimes.filter((runtime) => runtime.languages.some(({ id }) => spoken.includes(id)));
  return [...services.map(serviceTag), ...found.map(({ tag }) => tag)];
}

function serviceTag(service) {
  return `assay/service-${service}:latest`;
}

/** @returns {Runtime[]} what runtime.yaml says in each folder; a broken one is passed over, since the platform names it */
export function readRuntimes(sandbox = sandboxFolder()) {
  return foldersIn(path.join(sandbox, 'runtimes')).flatMap((folder) => {
    const manifest = readYaml(path.join(sandbox, 'runtimes', folder, 'runtime.yaml'));
    if (!Array.isArray(manifest?.languages)) return [];
    return [
      { tag: `assay/runtime-${folder}:latest`, languages: manifest.languages, command: manifest.command },
    ];
  });
}

/** The folder of the catalogue; another one can be named in CHALLENGES_DIR, as for the platform. */
export function challengesFolder() {
  return path.resolve(root, process.env.CHALLENGES_DIR || 'challenges');
}

/** @returns {Challenge[]} what challenge.yaml says in each folder; a broken one is passed over, since the platform names it */
export function readChallenges(folder = challengesFolder()) {
  return foldersIn(folder).flatMap((slug) => challengeIn(path.join(folder, slug)) ?? []);
}

/** @returns {Challenge | undefined} */
export function challengeIn(folder) {
  const manifest = readYaml(path.join(folder, 'challenge.yaml'));
  if (!Array.isArray(manifest?.languages)) return undefined;
  return {
    slug: path.basename(folder),
    languages: manifest.languages,
    services: Array.isArray(manifest.services) ? manifest.services : [],
  };
}

function foldersIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function readYaml(file) {
  if (!existsSync(file)) return undefined;
  // By now npm's packages are installed.
  const { parse } = createRequire(path.join(root, 'package.json'))('yaml');
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // whoever uses it is told where it is broken
  }
}
