import { AppError } from '../http/app-error';
import { AttemptTurnsService, TURNS_MAX } from './attempt-turns.service';

const tick = () => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  it('come one after the other within an attempt, whatever becomes of the one before, and at once elsewhere', async () => {
    const turns = new AttemptTurnsService();
    const begun: string[] = [];
    const ends: (() => void)[] = [];
    const work = (name: string) => () => {
      begun.push(name);
      return new Promise<string>((resolve, reject) =>
        ends.push(() => {
          if (name === 'first') reject(new Error('broken'));
          else resolve(name);
        }),
      );
    };
    const first = turns.take('aa', work('first'));
    const second = turns.take('AA', work('second'));
    const other = turns.take('bb', work('other'));
    await tick();
    expect(begun).toEqual(['first', 'other']);
    ends[0]?.();
    await expect(first).rejects.toThrow('broken');
    await tick();
    expect(begun).toEqual(['first', 'other', 'second']);
    ends[1]?.();
    ends[2]?.();
    expect([await second, await other]).toEqual(['second', 'other']);
  });

  it('are not waited for without end', async () => {
    const turns = new AttemptTurnsService();
    let release!: () => void;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const taken = Array.from({ length: TURNS_MAX }, () => turns.take('aa', () => held));
    await expect(turns.take('aa', () => held)).rejects.toThrow(AppError);
    await turns.take('bb', () => Promise.resolve());
    release();
    await Promise.all(taken);
    expect(await turns.take('aa', () => Promise.resolve('room again'))).toBe('room again');
  });
});
