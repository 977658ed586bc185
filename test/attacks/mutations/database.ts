import { withBundle, type Mutation } from '../harness/mutation';

export const DATABASE: readonly Mutation[] = [
  {
    family: 'database',
    without: 'refusing to read views in a table’s place',
    attack: 'view-in-a-tables-place.go',
    by: 'breach',
    challenge: (challenge) =>
      withBundle(
        challenge,
        /restrict_nonsystem_relation_kind = 'view,foreign-table'/g,
        "restrict_nonsystem_relation_kind = ''",
      ),
  },
  {
    family: 'database',
    without: 'refusing to read through a policy',
    attack: 'policies.typescript',
    by: 'breach',
    challenge: (challenge) => withBundle(challenge, /row_security = off/g, 'row_security = on'),
  },
  {
    family: 'database',
    without: 'a path on which nothing of the candidate’s lies',
    attack: 'operators-that-lie.java',
    by: 'breach',
    challenge: (challenge) =>
      withBundle(challenge, /search_path = pg_catalog, pg_temp/g, 'search_path = app, pg_catalog'),
  },
];
