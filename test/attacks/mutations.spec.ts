import { LABELS } from '@assay/sandbox';
import { EngineProxy } from '../support/engine-proxy';
import { imagesFor, itWithImage } from '../support/images';
import { caseNamed } from './harness/attack-case';
import { Arena } from './harness/arena';
import { FAMILIES, type Family } from './harness/families';
import { OuterLimit } from './harness/outer-limit';
import { nothingAhead } from './harness/slots-ahead';
import { target, targetFolder } from './harness/target';
import { told, violationsOf } from './harness/violations';
import { MUTATIONS } from './mutations';

jest.setTimeout(180_000);

/**
 * Each family of attacks once with a defence taken away: a case must then succeed. One that does not proves nothing with
 * the defence in place either.
 */
describe('without a defence an attack bites', () => {
  let outer: OuterLimit;
  let refillAgain: () => void;
  beforeAll(() => {
    outer = new OuterLimit();
    // It would stand on what was weakened, and nobody would use it.
    refillAgain = nothingAhead();
  });
  afterAll(() => {
    refillAgain();
    outer.close();
  });

  test.each(Object.keys(FAMILIES) as Family[])('%s: there is a mutation', (family) => {
    expect(MUTATIONS.filter((mutation) => mutation.family === family)).not.toEqual([]);
  });

  for (const { family, attack: name, without, by, glass, challenge, weaken } of MUTATIONS) {
    const attack = caseNamed(family, name);
    const images = imagesFor(targetFolder(attack.challenge), attack.language);
    itWithImage(images, `${family}: without ${without}, ${name} succeeds`, async () => {
      const proxy = await EngineProxy.start({
        ...glass,
        change: (options) => {
          options.HostConfig = { ...options.HostConfig, CgroupParent: outer.parent };
          // The proof of the lock-down is left alone: with it the platform would refuse to start, as it should.
          if (options.Labels?.[LABELS.role] !== 'probe') glass?.change?.(options);
        },
      });
      const arena = await Arena.open(proxy.host);
      const restore = await weaken?.();
      try {
        const aimedAt = await target(attack.challenge);
        const outcome = await arena.attack(attack, challenge?.(aimedAt) ?? aimedAt);
        expect(told(violationsOf(attack, outcome))).toMatch(new RegExp(`^${by}: `, 'm'));
      } finally {
        await arena.close();
        await restore?.();
        await proxy.close();
      }
    });
  }
});
