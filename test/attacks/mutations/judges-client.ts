import { withBundle, type Mutation } from '../harness/mutation';

export const JUDGES_CLIENT: readonly Mutation[] = [
  {
    family: 'judges-client',
    without: 'a cap on an answer’s body',
    attack: 'endless-body.go',
    by: 'breach',
    challenge: (challenge) => withBundle(challenge, /\b(BODY_MAX|WIRE_MAX) = [\d *]+;/g, '$1 = 2 ** 30;'),
  },
  {
    family: 'judges-client',
    without: 'a cap on an answer’s headers',
    attack: 'header-flood.ruby',
    by: 'score',
    challenge: (challenge) =>
      withBundle(challenge, /\b(HEADERS_MAX|HEADER_COUNT_MAX|WIRE_MAX) = [\d *]+;/g, '$1 = 2 ** 26;'),
  },
];
