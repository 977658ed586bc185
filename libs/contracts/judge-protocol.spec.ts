import { readJudgeFrame } from './judge-protocol';
import { RESULT_TEXT_MAX } from './verdict';

const ended = { type: 'test-ended', id: 'a-test', status: 'failed', durationMs: 12.5 };
const request = { type: 'request', id: 1, operation: 'stop-instance', instance: 0 };

describe('readJudgeFrame', () => {
  test.each([
    [ended],
    [{ ...ended, message: 'x'.repeat(RESULT_TEXT_MAX), expected: 'tab\tand\nline', actual: '😀' }],
    [request],
    [{ type: 'listening' }],
    [{ type: 'failed', message: '' }],
  ])('takes %j', (message) => {
    expect(readJudgeFrame(JSON.parse(JSON.stringify(message)))).toEqual(message);
  });

  test.each([
    ['a key too many', JSON.stringify({ ...ended, passed: true }), /"passed"/],
    ['a prototype', '{"type":"done","__proto__":{"type":"failed"}}', /"__proto__"/],
    ['the type on a prototype', '{"__proto__":{"type":"done"}}', /type/],
    ['a constructor', '{"type":"done","constructor":{}}', /"constructor"/],
    [
      'a number past all numbers',
      '{"type":"test-ended","id":"a","status":"passed","durationMs":1e999}',
      /duration/,
    ],
    ['a negative duration', JSON.stringify({ ...ended, durationMs: -1 }), /duration/],
    ['a duration of years', JSON.stringify({ ...ended, durationMs: 1e12 }), /duration/],
    ['a duration that is a text', JSON.stringify({ ...ended, durationMs: '1' }), /duration/],
    ['an id that is none', JSON.stringify({ ...ended, id: '../a' }), /id/],
    ['an id too long', JSON.stringify({ ...ended, id: 'a'.repeat(81) }), /id/],
    ['a status that is none', JSON.stringify({ ...ended, status: 'PASSED' }), /status/],
    ['a text too long', JSON.stringify({ ...ended, message: 'x'.repeat(RESULT_TEXT_MAX + 1) }), /message/],
    ['NUL in a text', JSON.stringify({ ...ended, actual: 'a\u0000b' }), /actual.*control/],
    ['an escape in a text', JSON.stringify({ ...ended, expected: '\u001b[31m' }), /expected.*control/],
    [
      'half a character',
      '{"type":"test-ended","id":"a","status":"error","durationMs":1,"message":"\\ud800"}',
      /message/,
    ],
    ['an instance below none', JSON.stringify({ ...request, instance: -1 }), /instance/],
    ['an instance past all', JSON.stringify({ ...request, instance: 3 }), /instance/],
    ['half an instance', JSON.stringify({ ...request, instance: 0.5 }), /instance/],
    ['a request without number', JSON.stringify({ ...request, id: 0 }), /id/],
    ['another operation', JSON.stringify({ ...request, operation: 'toString' }), /operation/],
    ['a type that is a list', '{"type":["done"]}', /type/],
    ['no type', '{}', /type/],
    ['a list', '[]', /object/],
    ['nothing', 'null', /object/],
    ['a text', '"done"', /object/],
    ['a deep nesting', `{"type":"done","x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, /"x"/],
  ])('refuses %s', (_, text, reason) => {
    expect(() => readJudgeFrame(JSON.parse(text))).toThrow(TypeError);
    expect(() => readJudgeFrame(JSON.parse(text))).toThrow(reason);
  });
});
