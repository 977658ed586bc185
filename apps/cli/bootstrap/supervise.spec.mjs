import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readPort } from './ports.mjs';
import { describeHealth, errorIn } from './supervise.mjs';

describe('errorIn', () => {
  it('shows errors with their cause, and nothing else', () => {
    assert.equal(
      errorIn('{"level":50,"msg":"judging failed","err":{"message":"no engine"}}'),
      'judging failed: no engine',
    );
    assert.equal(errorIn('{"level":60,"msg":"bye"}'), 'bye');
    assert.equal(errorIn('{"level":30,"msg":"ready"}'), undefined);
    assert.equal(errorIn('plain words'), undefined);
    assert.equal(errorIn('{broken'), undefined);
  });
});

describe('describeHealth', () => {
  it('names the parts that are not up', () => {
    const document = {
      parts: { database: { status: 'up' }, worker: { status: 'down', detail: 'no heartbeat' } },
    };
    assert.equal(describeHealth(JSON.stringify(document)), 'waiting for worker: no heartbeat');
    assert.equal(describeHealth('<html>'), undefined);
  });
});

describe('readPort', () => {
  it('reads a port, 3000 by default', () => {
    assert.equal(readPort(''), 3000);
    assert.equal(readPort('8080'), 8080);
  });

  it('refuses what is none', () => {
    for (const text of ['0', '65536', 'http', '80.5', '-1'])
      assert.throws(() => readPort(text), /is not a port/);
  });
});
