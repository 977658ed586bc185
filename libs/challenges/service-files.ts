import type { Service } from '@assay/contracts';

/** What a challenge may put under `services/<id>/`. Where a name ends in `/*`, any file with its ending in that folder. */
interface ServiceFileRules {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

const SQL: ServiceFileRules = { required: ['schema.sql'], optional: ['seed.sql', 'grants.sql', 'csv/*.csv'] };

const RULES: Readonly<Record<Service, ServiceFileRules>> = {
  postgresql: SQL,
  mariadb: SQL,
  mongodb: { required: [], optional: ['indexes.json', 'documents/*.json', 'csv/*.csv'] },
  redis: { required: [], optional: ['seed.txt'] },
};

/** Which of a service's files are unknown to it, and which it misses. */
export function serviceFileFaults(
  service: Service,
  given: readonly string[],
): { readonly unknown: readonly string[]; readonly missing: readonly string[] } {
  const { required, optional } = RULES[service];
  const known = [...required, ...optional].map(
    (rule) => new RegExp(`^${rule.replaceAll('.', '\\.').replaceAll('*', '[A-Za-z0-9_-]+')}$`),
  );
  return {
    unknown: given.filter((file) => !known.some((rule) => rule.test(file))),
    missing: required.filter((file) => !given.includes(file)),
  };
}

/** What a service's folder may hold, for messages. */
export function knownServiceFiles(service: Service): string {
  const { required, optional } = RULES[service];
  return [...required, ...optional].join(', ');
}
