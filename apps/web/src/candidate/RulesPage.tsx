import type { AttemptView } from '@assay/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { startAttempt } from '../api/candidate.api';
import { isProblem } from '../api/http';
import { Button } from '../ui/Button';
import { PersonName } from '../ui/ForeignText';
import { Icon, type IconName } from '../ui/Icon';
import { Notice } from '../ui/Notice';
import { PageBar } from '../ui/PageBar';
import { errorWords } from '../ui/PageError';
import { useTitle } from '../ui/use-title';
import { ChallengeLanguages } from './ChallengeLanguages';
import { attemptQuery, clocked, refreshAttempt } from './attempt.query';
import { formatDuration } from './clock/remaining-time';
import './rules-page.css';

/** What a candidate must know before the clock starts. Nothing that matters later is left for later. */
export function RulesPage({ attempt }: { attempt: AttemptView }): ReactElement {
  useTitle(attempt.assessment);
  const client = useQueryClient();
  const start = useMutation({
    mutationFn: () => startAttempt(attempt.id),
    onSuccess: (view) => client.setQueryData(attemptQuery(attempt.id).queryKey, clocked(view)),
    onError: (error) =>
      isProblem(error, 'attempt_already_started') ? refreshAttempt(client, attempt.id) : undefined,
  });
  const duration = formatDuration(attempt.durationMs + attempt.extraTimeMs);
  return (
    <>
      <PageBar />
      <main id="main" className="rules">
        <header className="rules-head">
          <p className="rules-from">{attempt.organisation} invites you to</p>
          <h1>{attempt.assessment}</h1>
          <p className="rules-hello">
            Welcome, <PersonName name={attempt.candidateName} />. Take the time to read this page; the clock
            starts only when you press Start.
          </p>
        </header>
        <dl className="rules-facts">
          <div>
            <dt>Time</dt>
            <dd>{duration}</dd>
          </div>
          <div>
            <dt>{attempt.challenges.length === 1 ? 'Challenge' : 'Challenges'}</dt>
            <dd>{attempt.challenges.length}</dd>
          </div>
          <div>
            <dt>Submissions</dt>
            <dd>{submissionsText(attempt)}</dd>
          </div>
        </dl>
        <ol className="rules-challenges" aria-label="Challenges">
          {attempt.challenges.map((challenge) => (
            <li key={challenge.slug}>
              <div>
                <h2>{challenge.title}</h2>
                {challenge.summary !== null && <p>{challenge.summary}</p>}
                <ChallengeLanguages challenge={challenge} />
              </div>
              <p className="rules-minutes">
                about {challenge.minutes} min
                <span>{challenge.difficulty}</span>
              </p>
            </li>
          ))}
        </ol>
        <div className="rules-columns">
          <Rules title="How it works">
            <Rule icon="play" title="Run tries your code">
              against the sample tests, as often as you like. It never counts.
            </Rule>
            <Rule icon="send" title="Submit is scored">
              against all tests, in groups that each bring points. Your best submission counts, so a later one
              can’t lower your score.
            </Rule>
            <Rule icon="lock" title="Hidden tests">
              show their title, what they require and their status, nothing more. Each checks something that
              the statement says.
            </Rule>
            <Rule icon="platform" title="Our faults are ours">
              If the platform itself fails, your code is judged again, and nothing is taken off.
            </Rule>
          </Rules>
          <Rules title="Time and saving">
            <Rule icon="clock" title={`You have ${duration}`}>
              from Start, without a pause. You can close the page and come back by your link; the clock runs
              on.
            </Rule>
            <Rule icon="check" title="Saved as you type">
              in this browser at once and on the server a moment later. A lost connection loses nothing.
            </Rule>
            <Rule icon="send" title="At the end of time">
              whatever is saved is submitted by itself.
            </Rule>
            <Rule icon="eye" title="What is recorded">
              the newest saved state of your files, each run and submission with its code and results, and
              when each happened. No camera, no screen, no keystrokes.
            </Rule>
          </Rules>
        </div>
        <div className="rules-start">
          {start.isError && (
            <Notice tone="bad" live title={errorWords(start.error).title}>
              {errorWords(start.error).detail}
            </Notice>
          )}
          <Button
            tone="primary"
            size="large"
            busy={start.isPending}
            onClick={() => {
              start.mutate();
            }}
          >
            Start
          </Button>
          <p className="muted">Pressing Start sets the clock of {duration} going.</p>
        </div>
      </main>
    </>
  );
}

function Rules({ title, children }: { title: string; children: ReactElement[] }): ReactElement {
  return (
    <section>
      <h2>{title}</h2>
      <ul className="rules-list">{children}</ul>
    </section>
  );
}

function Rule({ icon, title, children }: { icon: IconName; title: string; children: string }): ReactElement {
  return (
    <li>
      <Icon name={icon} />
      <p>
        <strong>{title}</strong> {children}
      </p>
    </li>
  );
}

function submissionsText({ challenges }: AttemptView): string {
  const counts = [...new Set(challenges.map((challenge) => challenge.submissionsMax))];
  return counts.length === 1 ? `${counts[0] ?? 0} each` : counts.join(' / ');
}
