import { persistently } from './persist';

const never = new AbortController().signal;
const away = () => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

describe('persistently', () => {
  it('tries again while the database is away', async () => {
    let tries = 0;
    const result = await persistently(() => {
      tries += 1;
      return tries < 3 ? Promise.reject(away()) : Promise.resolve('written');
    }, never);
    expect(result).toBe('written');
    expect(tries).toBe(3);
  });

  it('does not repeat what the database refused', async () => {
    let tries = 0;
    const refused = Object.assign(new Error('duplicate key'), { code: '23505' });
    await expect(
      persistently(() => {
        tries += 1;
        return Promise.reject(refused);
      }, never),
    ).rejects.toBe(refused);
    expect(tries).toBe(1);
  });

  it('gives up when told to', async () => {
    const stop = new AbortController();
    stop.abort();
    await expect(persistently(() => Promise.reject(away()), stop.signal)).rejects.toThrow('ECONNREFUSED');
  });
});
