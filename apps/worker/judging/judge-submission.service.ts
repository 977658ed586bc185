import { submissionChannel, type Verdict } from '@assay/contracts';
import { progressOf } from '@assay/domain';
import type { Judging } from '@assay/judging';
import { JudgingRepository, type ClaimedSubmission } from '@assay/persistence';
import { Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { persistently } from '../platform/persist';
import { RedisService } from '../platform/redis.service';
import { WORKER_ID } from '../platform/worker-id';
import { ClaimLease, LEASE_MS } from './claim-lease';
import { EventWriter } from './event-writer';
import { PinnedChallengesService } from './pinned-challenges.service';

/** Pauses before the platform tries again what it failed at: longer after each failure. */
const RETRY_DELAYS_MS = [1_000, 5_000, 15_000] as const;

/** Takes submissions from `queued` to their verdicts. */
@Injectable()
export class JudgeSubmissionService {
  private readonly logger = new Logger('JudgeSubmission');

  constructor(
    private readonly rows: JudgingRepository,
    private readonly challenges: PinnedChallengesService,
    private readonly redis: RedisService,
  ) {}

  /**
   * Judges a submission, if it is still to be judged, and again when the platform fails at it. Whatever happens, the
   * row says it: this resolves when nothing is left to do here, and rejects only when the row could not be written.
   * `stop` ends a judging under way and puts the row back.
   */
  async judge(submissionId: string, judging: Judging, stop: AbortSignal): Promise<void> {
    for (let failures = 0; !stop.aborted; failures += 1) {
      // An engine that is away is waited for before a try is spent on it.
      await judging.untilEngineAnswers(stop);
      const claim = randomUUID();
      const claimed = await persistently(
        () => this.rows.claim(submissionId, claim, WORKER_ID, LEASE_MS),
        stop,
      );
      if (claimed === undefined) return;
      this.#hint(submissionId, claimed.lastSeq);
      const end = await this.#judgeClaimed(claimed, judging, stop);
      this.#hint(submissionId, 0);
      if (end === 'over') return;
      await sleep(RETRY_DELAYS_MS[failures] ?? RETRY_DELAYS_MS[RETRY_DELAYS_MS.length - 1], undefined, {
        signal: stop,
      }).catch(() => undefined);
    }
  }

  async #judgeClaimed(
    claimed: ClaimedSubmission,
    judging: Judging,
    stop: AbortSignal,
  ): Promise<'over' | 'again'> {
    const { id, claim } = claimed;
    const lost = new AbortController();
    const lose = (error?: unknown): void => {
      this.logger.warn({ submissionId: id, err: error }, 'the claim is gone; what was found is dropped');
      lost.abort();
    };
    const signal = AbortSignal.any([lost.signal, stop]);
    const lease = new ClaimLease(() => this.rows.renew(id, claim, LEASE_MS), lose);
    const writer = new EventWriter(claimed.lastSeq, {
      append: (events) => persistently(() => this.rows.append(id, claim, events), signal),
      written: (seq) => {
        this.#hint(id, seq);
      },
      lost: lose,
    });
    try {
      const verdict = await this.#verdict(claimed, judging, writer, signal);
      await writer.drained();
      // A judging that was ended from outside has cancelled tests, which are nobody's fault: it is no verdict.
      if (!signal.aborted) {
        await this.#conclude(claimed, verdict, writer, signal);
        return 'over';
      }
    } catch (error) {
      await writer.drained();
      if (!signal.aborted) return await this.#fail(claimed, error, signal);
    } finally {
      lease.stop();
    }
    if (!lost.signal.aborted) await this.rows.release(id, claim);
    return 'over';
  }

  async #verdict(
    claimed: ClaimedSubmission,
    judging: Judging,
    writer: EventWriter,
    signal: AbortSignal,
  ): Promise<Verdict> {
    const challenge = await this.challenges.load(claimed.slug, claimed.challengeHash);
    const { language, files, seed, mode } = claimed;
    return judging.judge(
      { challenge, language, files, seed, mode },
      {
        signal,
        onEvent: (event) => {
          // That it runs was written with the claim.
          if (event.type !== 'running') writer.push(event);
        },
      },
    );
  }

  async #conclude(
    claimed: ClaimedSubmission,
    verdict: Verdict,
    writer: EventWriter,
    signal: AbortSignal,
  ): Promise<void> {
    const { id, claim, mode, createdAt, runningAt } = claimed;
    const timed: Verdict = {
      ...verdict,
      phases: {
        ...verdict.phases,
        queueMs: Math.max(0, runningAt.getTime() - createdAt.getTime()),
        totalMs: Math.max(0, Date.now() - createdAt.getTime()),
      },
    };
    const events = [
      writer.numbered({ type: 'status', status: verdict.status, at: new Date().toISOString() }),
      writer.numbered({
        type: 'verdict',
        score: mode === 'submission' && verdict.status === 'judged' ? verdict.score : null,
        groups: verdict.groups,
        ...progressOf(verdict.tests, verdict.tests.length),
        diagnostics: verdict.diagnostics,
      }),
    ];
    const written = await persistently(() => this.rows.conclude(id, claim, timed, mode, events), signal);
    // False too when an earlier try had arrived after all; the row then has its verdict.
    if (!written)
      this.logger.debug({ submissionId: id }, 'the verdict was there already, or the claim is gone');
  }

  async #fail(claimed: ClaimedSubmission, error: unknown, signal: AbortSignal): Promise<'over' | 'again'> {
    this.logger.error({ submissionId: claimed.id, err: error }, 'the platform failed at a submission');
    const message = error instanceof Error ? error.message : String(error);
    const became = await persistently(
      () => this.rows.recordFailure(claimed.id, claimed.claim, message),
      signal,
    );
    return became === 'queued' ? 'again' : 'over';
  }

  #hint(submissionId: string, seq: number): void {
    this.redis.hint(submissionChannel(submissionId), String(seq));
  }
}
