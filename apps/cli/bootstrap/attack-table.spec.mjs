import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attackTable } from './attack-table.mjs';

const named = (fullName, status = 'passed') => ({ fullName, status });
const results = (...assertionResults) => [{ testResults: [{ assertionResults }] }];

test('attacks are counted by family, what was withstood and what bit', () => {
  const table = attackTable(
    results(
      named('attacks: memory heap.java: fills the heap'),
      named('attacks: memory heap.python: fills the heap', 'failed'),
      named('attacks: early-exit exit-zero.ruby: exits with 0'),
      named('attacks: early-exit exit-zero.go: exits with 0', 'pending'),
      named('attacks: memory is tried in three languages, Java and Ruby among them'),
      named('without a defence an attack bites memory: without a limit on memory, heap.python succeeds'),
    ),
  );
  assert.equal(
    table,
    [
      'family      cases  withstood  mutations  bit  languages',
      'memory          2          1          1    1  java python',
      'early-exit      1          1          0    0  ruby',
      'all             3          2          1    1',
    ].join('\n'),
  );
});

test('where no attack was judged there is no table', () => {
  assert.equal(attackTable(results(named('the slot is destroyed'))), '');
});
