import { withBundle, type Mutation } from '../harness/mutation';

export const RUNTIME_TAMPERING: readonly Mutation[] = [
  {
    family: 'runtime-tampering',
    without: 'a comparison outside of the subject’s process',
    attack: 'equality.ruby',
    by: 'score',
    challenge: (vault) =>
      withBundle(
        vault,
        /expect\(answer\.object\(\)\)\.toEqual\((\{ (?:name|sum|token).*\})\);/g,
        'expect((await t.http.post("/equal", { json: { actual: answer.object(), expected: $1 } })).object().equal).toBe(true);',
      ),
  },
];
