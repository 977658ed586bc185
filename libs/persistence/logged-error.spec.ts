import pino from 'pino';
import { pinoHttp } from 'pino-http';
import { QueryFailedError } from 'typeorm';
import { loggedError } from './logged-error';

describe('a failed statement in the log', () => {
  it('has its text and its reason, and none of its parameters', () => {
    const lines: string[] = [];
    const stream = { write: (line: string) => lines.push(line) };
    const { logger } = pinoHttp({ serializers: { err: loggedError } }, stream);
    const reason = Object.assign(new Error('canceling statement due to statement timeout'), {
      code: '57014',
      detail: 'Key (email)=(hidden-3) already exists.',
      where: 'hidden-4',
    });
    const failed = new QueryFailedError(
      'UPDATE drafts SET files = $1',
      ['hidden-1', { text: 'hidden-2' }],
      reason,
    );
    logger.error({ err: failed }, 'internal');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('UPDATE drafts SET files = $1');
    expect(lines[0]).toContain('statement timeout');
    expect(lines[0]).toContain('57014');
    expect(lines[0]).not.toContain('hidden');
    // What the log would hold without it.
    pino({ serializers: { err: pino.stdSerializers.err } }, stream).error({ err: failed });
    expect(lines[1]).toContain('hidden-1');
  });
});
