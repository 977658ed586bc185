import { replaceMethod, type Mutation } from '../harness/mutation';

export const BYTES: readonly Mutation[] = [
  {
    family: 'bytes',
    without: 'writing control characters out',
    attack: 'last-words.javascript',
    by: 'texts',
    weaken: () =>
      replaceMethod(String.prototype, 'replace', (usual) => {
        const lenient = function (this: string, pattern: unknown, by: unknown): string {
          const looksForThem = pattern instanceof RegExp && pattern.source.includes('\\u2028-\\u202e');
          return looksForThem ? this : (usual as typeof lenient).call(this, pattern, by);
        };
        return lenient as typeof usual;
      }),
  },
  {
    family: 'bytes',
    without: 'a look at the letters of a path',
    attack: 'half-a-name.ruby',
    by: 'status',
    weaken: () =>
      replaceMethod(
        RegExp.prototype,
        'test',
        (usual) =>
          function (this: RegExp, text: string): boolean {
            return this.source.startsWith('^[A-Za-z0-9 _.@') || usual.call(this, text);
          },
      ),
  },
];
