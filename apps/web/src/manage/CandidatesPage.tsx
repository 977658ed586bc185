import type { AttemptState, ChallengeFault } from '@assay/contracts';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { listAttempts, listChallenges } from '../api/manager.api';
import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';
import { errorWords } from '../ui/PageError';
import { useTitle } from '../ui/use-title';
import { listCandidates, type ListView } from './candidate-list';
import { CandidateTable } from './CandidateTable';
import { InviteDialog } from './InviteDialog';
import { SIGNED_IN } from './session.query';
import './candidates-page.css';

const REFRESH_MS = 15_000;

/** All attempts of the organisation. */
export function CandidatesPage(): ReactElement {
  useTitle('Candidates');
  const [inviting, setInviting] = useState(false);
  const [view, setView] = useState<ListView>({ search: '', state: 'all', sort: 'invited', descending: true });
  const attempts = useQuery({
    queryKey: ['manage', 'attempts'],
    queryFn: listAttempts,
    refetchInterval: REFRESH_MS,
    meta: SIGNED_IN,
  });
  const challenges = useQuery({
    queryKey: ['manage', 'challenges'],
    queryFn: listChallenges,
    meta: SIGNED_IN,
  });
  const shown = attempts.data === undefined ? [] : listCandidates(attempts.data, view);
  return (
    <main id="main" className="manage">
      <header className="manage-head">
        <div>
          <h1>Candidates</h1>
          <p className="manage-sub">
            {attempts.data !== undefined && counts(attempts.data.map(({ state }) => state))}
          </p>
        </div>
        <Button
          tone="primary"
          icon="plus"
          onClick={() => {
            setInviting(true);
          }}
        >
          Invite a candidate
        </Button>
      </header>
      <ChallengeFaults faults={challenges.data?.faults ?? []} />
      <div className="candidates-filter" role="search">
        <label className="candidates-search">
          <span className="visually-hidden">Search candidates</span>
          <input
            type="search"
            className="input"
            placeholder="Search by name, address or assessment"
            value={view.search}
            onChange={(event) => {
              setView({ ...view, search: event.target.value });
            }}
          />
        </label>
        <label>
          <span className="visually-hidden">State</span>
          <select
            className="input"
            value={view.state}
            onChange={(event) => {
              setView({ ...view, state: event.target.value as AttemptState | 'all' });
            }}
          >
            <option value="all">All states</option>
            <option value="ready">Invited</option>
            <option value="started">At work</option>
            <option value="finished">Finished</option>
          </select>
        </label>
      </div>
      {attempts.error !== null && attempts.data === undefined ? (
        <Notice tone="bad" live title={errorWords(attempts.error).title}>
          {errorWords(attempts.error).detail}
        </Notice>
      ) : (
        <div className="card">
          {attempts.data === undefined ? (
            <p className="loading-lines" role="status">
              Loading…
            </p>
          ) : shown.length === 0 ? (
            <p className="loading-lines">
              {attempts.data.length === 0 ? 'Nobody is invited yet.' : 'Nobody matches. Try fewer words.'}
            </p>
          ) : (
            <CandidateTable attempts={shown} view={view} onView={setView} />
          )}
        </div>
      )}
      {inviting && (
        <InviteDialog
          onClose={() => {
            setInviting(false);
          }}
        />
      )}
    </main>
  );
}

function counts(states: readonly AttemptState[]): string {
  const of = (state: AttemptState): number => states.filter((one) => one === state).length;
  return `${of('started')} at work, ${of('finished')} finished, ${of('ready')} invited`;
}

function ChallengeFaults({ faults }: { faults: readonly ChallengeFault[] }): ReactElement | null {
  if (faults.length === 0) return null;
  return (
    <div className="candidates-faults">
      <Notice
        tone="warning"
        title={faults.length === 1 ? 'A challenge is refused' : 'Challenges are refused'}
      >
        <p>The others serve. These folders can’t be used until they are mended:</p>
        <ul>
          {faults.map((fault, index) => (
            <li key={index}>
              <span className="mono">
                {fault.slug}/{fault.file}
                {fault.line !== null && `:${fault.line}`}
              </span>{' '}
              {fault.message}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
