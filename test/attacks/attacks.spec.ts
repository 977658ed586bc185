import { imagesFor, itWithImage } from '../support/images';
import { casesOf, type AttackCase } from './harness/attack-case';
import { Arena } from './harness/arena';
import { FAMILIES, type Family } from './harness/families';
import { targetFolder } from './harness/target';
import { told, violationsOf } from './harness/violations';

jest.setTimeout(180_000);

let arena: Arena;
beforeAll(async () => {
  arena = await Arena.open();
});
afterAll(() => arena.close());

/** Where hostile programs ran: an honest one in the same language must still have full marks there. */
const places = new Map<string, AttackCase>();

const CORPUS = (Object.keys(FAMILIES) as Family[]).flatMap(casesOf);

describe.each(Object.keys(FAMILIES) as Family[])('attacks: %s', (family) => {
  const cases = CORPUS.filter((attack) => attack.family === family);
  it('is tried in three languages, Java and Ruby among them', () => {
    const languages = new Set(cases.map((attack) => attack.language));
    expect([...languages]).toEqual(expect.arrayContaining(['java', 'ruby']));
    expect(languages.size).toBeGreaterThanOrEqual(3);
  });

  for (const attack of cases) {
    places.set(`${attack.challenge} ${attack.language}`, attack);
    itWithImage(
      imagesFor(targetFolder(attack.challenge), attack.language),
      `${attack.name}: ${attack.title}`,
      async () => {
        const following = CORPUS[CORPUS.indexOf(attack) + 1];
        const violations = told(violationsOf(attack, await arena.face(attack, following)));
        // Jest tells of a file when all of it is done, which here is a long time.
        process.stderr.write(
          `${violations === '' ? 'withstood' : 'NOT WITHSTOOD'}  ${family}/${attack.name}\n`,
        );
        expect(violations).toBe('');
      },
    );
  }
});

describe('attacks: afterwards', () => {
  for (const { challenge, language } of places.values()) {
    itWithImage(
      imagesFor(targetFolder(challenge), language),
      `${challenge} in ${language} still scores 100`,
      async () => {
        expect(await arena.honest(challenge, language, 'at the end')).toEqual([]);
      },
    );
  }
});
