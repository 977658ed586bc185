import { workerPart } from './health.service';

const beat = (ready: boolean, detail: string) => ({ ready, detail, images: [] });

describe('the worker in the health answer', () => {
  it('is up when one is ready', () => {
    expect(workerPart([beat(false, 'starting'), beat(true, '2 slots')])).toEqual({
      status: 'up',
      detail: '2 slots',
    });
  });

  it('is down when none is, and says why', () => {
    expect(workerPart([beat(false, 'Docker does not answer.')])).toEqual({
      status: 'down',
      detail: 'Docker does not answer.',
    });
    expect(workerPart([])).toEqual({ status: 'down', detail: 'No worker is running.' });
  });
});
