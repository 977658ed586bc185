import { inspect } from 'node:util';
import { connectEngine } from './engine';

test.each([['unix:///nowhere.sock'], ['tcp://127.0.0.1:1'], ['https://127.0.0.1:1']])(
  'the sockets of %s are not written out for each request',
  (host) => {
    const { agent } = connectEngine(host).modem as unknown as { agent: object };
    expect(inspect({ agent }, { showHidden: true, depth: null })).toBe('{ agent: an agent }');
  },
);
