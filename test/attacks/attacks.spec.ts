import { aheadOf } from '../support/ahead';
import { firstAbsent, imagesFor, itWithImage } from '../support/images';
import { casesOf, type AttackCase } from './harness/attack-case';
import { Arena, type Outcome } from './harness/arena';
import { FAMILIES, type Family } from './harness/families';
import { rounds } from './harness/rounds';
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
const imagesOf = (attack: AttackCase): string[] => imagesFor(targetFolder(attack.challenge), attack.language);
const ROUNDS = rounds(CORPUS.filter((attack) => firstAbsent(imagesOf(attack)) === undefined));
/** Rounds whose slots are prepared while one is judged: a slot for Java takes as long as several rounds. */
const ROUNDS_AHEAD = 3;
const faces = new Map<readonly AttackCase[], Promise<Outcome[]>>();

/** What came of a case. It is judged together with the others of its round, when the first of them is asked for. */
async function faced(attack: AttackCase): Promise<Outcome> {
  const index = ROUNDS.findIndex((round) => round.includes(attack));
  const round = ROUNDS[index] ?? [attack];
  const facing = faces.get(round) ?? arena.face(round, ROUNDS.slice(index + 1, index + 1 + ROUNDS_AHEAD));
  faces.set(round, facing);
  const outcome = (await facing)[round.indexOf(attack)];
  if (outcome === undefined) throw new Error(`${attack.name} was not judged`);
  return outcome;
}

describe.each(Object.keys(FAMILIES) as Family[])('attacks: %s', (family) => {
  const cases = CORPUS.filter((attack) => attack.family === family);
  it('is tried in three languages, Java and Ruby among them', () => {
    const languages = new Set(cases.map((attack) => attack.language));
    expect([...languages]).toEqual(expect.arrayContaining(['java', 'ruby']));
    expect(languages.size).toBeGreaterThanOrEqual(3);
  });

  for (const attack of cases) {
    places.set(`${attack.challenge} ${attack.language}`, attack);
    itWithImage(imagesOf(attack), `${attack.name}: ${attack.title}`, async () => {
      const violations = told(violationsOf(attack, await faced(attack)));
      // Jest tells of a file when all of it is done, which here is a long time.
      process.stderr.write(
        `${violations === '' ? 'withstood' : 'NOT WITHSTOOD'}  ${family}/${attack.name}\n${violations}`,
      );
      expect(violations).toBe('');
    });
  }
});

describe('attacks: afterwards', () => {
  const all = [...places.values()];
  const honest = aheadOf(
    all.filter((place) => firstAbsent(imagesOf(place)) === undefined),
    ({ challenge, language }) => arena.honest(challenge, language, 'at the end'),
    2,
  );
  for (const place of all) {
    itWithImage(imagesOf(place), `${place.challenge} in ${place.language} still scores 100`, async () => {
      expect(await honest(place)).toEqual([]);
    });
  }
});
