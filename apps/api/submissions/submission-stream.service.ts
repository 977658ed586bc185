import { submissionChannel, type SequencedSubmissionEvent } from '@assay/contracts';
import { isInFlight, isLastEvent, redactEvent } from '@assay/domain';
import { SubmissionsRepository } from '@assay/persistence';
import { Injectable, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { notFound } from '../http/app-error';
import { Bell } from '../http/bell';
import type { EventStream } from '../http/event-stream';
import { StreamsService } from '../http/streams.service';
import { HintsService } from '../platform/hints.service';

/** How late a row is seen whose hint was lost. */
const POLL_MS = 2_000;
const PAGE = 500;

/** Streams a submission's events from its rows, as its candidate may see them. */
@Injectable()
export class SubmissionStreamService {
  private readonly logger = new Logger('SubmissionStream');

  constructor(
    private readonly submissions: SubmissionsRepository,
    private readonly hints: HintsService,
    private readonly streams: StreamsService,
  ) {}

  /**
   * Begins after the event that the browser saw last, and ends after the submission's last one. A browser that comes
   * back although there is nothing more is answered 204, which tells it to stay away.
   */
  async stream(id: string, request: Request, response: Response): Promise<void> {
    let last = lastSeen(request);
    const [record, waiting] = await Promise.all([
      this.submissions.find(id),
      this.submissions.eventsAfter(id, last, 1),
    ]);
    if (record === undefined) throw notFound('submission');
    if (last > 0 && waiting.length === 0 && !isInFlight(record.status)) {
      response.status(204).end();
      return;
    }
    const stream = this.streams.open(request, response, record.attemptId);
    const bell = new Bell();
    this.hints.listen(
      submissionChannel(id),
      () => {
        bell.ring();
      },
      stream.closed,
    );
    while (!stream.closed.aborted) {
      const events = await this.#read(id, last);
      if (send(stream, events)) {
        stream.end();
        return;
      }
      last = events.at(-1)?.seq ?? last;
      if (events.length < PAGE) await bell.wait(POLL_MS, stream.closed);
    }
  }

  async #read(id: string, after: number): Promise<SequencedSubmissionEvent[]> {
    try {
      return await this.submissions.eventsAfter(id, after, PAGE);
    } catch (error) {
      // The database is away; the stream stays open and looks again.
      this.logger.debug({ err: error }, 'events could not be read');
      return [];
    }
  }
}

/** Sends events in order. True: the last one was among them. */
function send(stream: EventStream, events: readonly SequencedSubmissionEvent[]): boolean {
  for (const { seq, event } of events) {
    stream.send({ event: event.type, id: String(seq), data: { seq, event: redactEvent(event) } });
    if (isLastEvent(event)) return true;
  }
  return false;
}

/** From Last-Event-ID, which a browser sends when it reconnects, or `?after=`; whichever is further. */
export function lastSeen(request: Pick<Request, 'headers' | 'query'>): number {
  const numbers = [request.headers['last-event-id'], request.query.after].map((text) =>
    typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : 0,
  );
  return Math.max(...numbers);
}
