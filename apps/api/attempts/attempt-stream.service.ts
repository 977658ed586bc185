import { attemptChannel, type AttemptView } from '@assay/contracts';
import { Injectable, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Bell } from '../http/bell';
import { StreamsService } from '../http/streams.service';
import { HintsService } from '../platform/hints.service';
import { AttemptsService } from './attempts.service';

/** How late a change is seen whose hint was lost. */
const POLL_MS = 2_000;

/** Streams an attempt's view whenever it has changed: extra time, the end by the clock. */
@Injectable()
export class AttemptStreamService {
  private readonly logger = new Logger('AttemptStream');

  constructor(
    private readonly attempts: AttemptsService,
    private readonly hints: HintsService,
    private readonly streams: StreamsService,
  ) {}

  async stream(id: string, request: Request, response: Response): Promise<void> {
    let view = await this.attempts.view(id);
    const stream = this.streams.open(request, response, view.id);
    const bell = new Bell();
    this.hints.listen(
      attemptChannel(id),
      () => {
        bell.ring();
      },
      stream.closed,
    );
    const isOpen = (): boolean => !stream.closed.aborted;
    let sent = '';
    while (isOpen()) {
      const face = withoutClock(view);
      if (face !== sent) stream.send({ event: 'attempt', data: view });
      sent = face;
      // Nothing follows the end.
      if (view.state === 'finished') {
        stream.end();
        return;
      }
      await bell.wait(untilNextLook(view), stream.closed);
      if (!isOpen()) return;
      try {
        view = await this.attempts.view(id);
      } catch (error) {
        // The database is away; the stream stays open and looks again.
        this.logger.debug({ err: error }, 'an attempt could not be read');
      }
    }
  }
}

/** The next poll, or the deadline when it comes first. */
function untilNextLook({ state, deadline, now }: AttemptView): number {
  if (state !== 'started' || deadline === null) return POLL_MS;
  return Math.min(POLL_MS, Math.max(50, Date.parse(deadline) - Date.parse(now)));
}

function withoutClock(view: AttemptView): string {
  return JSON.stringify({ ...view, now: '' });
}
