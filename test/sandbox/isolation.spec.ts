import type { Sandbox } from '@assay/sandbox';
import {
  withRoomyJudging,
  eventually,
  openTestSandbox,
  slotContainers,
  slotVolumes,
} from '../support/sandbox';
import { referenceOf, report, trial } from '../support/trial';

jest.setTimeout(90_000);

type Sight = Record<string, boolean>;

const NOTHING: Sight = {
  file: false,
  shared: false,
  app: false,
  table: false,
  row: false,
  lock: false,
  port: false,
  abstract: false,
  segment: false,
  process: false,
};
const ALL: Sight = Object.fromEntries(Object.keys(NOTHING).map((name) => [name, true]));

describe('a slot is used once and destroyed', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await openTestSandbox();
  });
  afterAll(() => sandbox.pool.close());

  test('a second submission sees nothing of the first, which saw all that it left', async () => {
    const sights: { before: Sight; after: Sight }[] = [];
    const ids: string[] = [];
    for (let round = 0; round < 2; round += 1) {
      sights.push(
        await report(sandbox, await trial(), 'leave_behind.py', {}, async (slot) => {
          ids.push(slot.id);
          const own = await slotContainers((container) => container.slot === slot.id);
          expect(own.map((container) => container.state)).toEqual(['running', 'running', 'running']);
          expect(await slotVolumes((labels) => labels['assay.slot'] === slot.id)).toHaveLength(1);
        }),
      );
    }
    expect(sights).toEqual([
      { before: NOTHING, after: ALL },
      { before: NOTHING, after: ALL },
    ]);
    expect(new Set(ids).size).toBe(2);
    // Destroyed when `destroy` has returned: containers, ended ones too, and volumes.
    expect(await slotContainers((container) => ids.includes(container.slot))).toEqual([]);
    expect(await slotVolumes((labels) => ids.includes(labels['assay.slot'] ?? ''))).toEqual([]);
  });

  test('a warm slot that was judged in is none of the two that wait afterwards', async () => {
    const challenge = await trial();
    await withRoomyJudging(async (judging) => {
      await judging.warm(challenge, 'python');
      await judging.settled();
      const slots = async (): Promise<string[]> => [
        ...new Set((await slotContainers()).map((container) => container.slot)),
      ];
      const [warm, ...others] = await slots();
      expect(warm).toBeDefined();
      expect(others).toEqual([]);
      const verdict = await judging.judge(referenceOf(challenge, 'python'));
      expect(verdict).toMatchObject({ score: 100 });
      expect(verdict.phases.slotMs).toBeDefined();
      await judging.settled();
      await eventually('the used slot is gone', async () => !(await slots()).includes(warm ?? ''));
      const next = await slots();
      // Two: who is at work with a plan submits again.
      expect(next).toHaveLength(2);
      expect(next).not.toContain(warm);
    });
    expect(await slotContainers()).toEqual([]);
    expect(await slotVolumes()).toEqual([]);
  });
});
