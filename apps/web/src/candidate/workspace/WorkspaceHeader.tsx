import type { AttemptView } from '@assay/contracts';
import type { ReactElement } from 'react';
import { formatScore } from '../../results/result-state';
import { Button, IconButton } from '../../ui/Button';
import { Logo } from '../../ui/Logo';
import { ThemeSwitch } from '../../ui/ThemeSwitch';
import type { ServerClock } from '../clock/remaining-time';
import { Timer } from '../clock/Timer';
import type { SaveState } from '../drafts/draft-saver';
import { SaveIndicator } from './SaveIndicator';
import { KEYS } from './shortcuts';
import './workspace-header.css';

export function WorkspaceHeader({
  attempt,
  clock,
  slug,
  onChoose,
  save,
  onMoment,
  onFinish,
  onKeys,
}: {
  attempt: AttemptView;
  clock: ServerClock;
  slug: string;
  onChoose: (slug: string) => void;
  save: SaveState;
  onMoment: (remainingMs: number) => void;
  onFinish: () => void;
  onKeys: () => void;
}): ReactElement {
  return (
    <header className="workspace-header">
      <a className="skip-link" href="#challenge">
        Skip to the challenge
      </a>
      <div className="workspace-brand">
        <Logo wordmark={false} size={26} />
        <h1>{attempt.assessment}</h1>
      </div>
      <nav aria-label="Challenges" className="challenge-switch">
        {attempt.challenges.map((challenge, index) => (
          <button
            key={challenge.slug}
            type="button"
            aria-current={challenge.slug === slug ? 'page' : undefined}
            onClick={() => {
              onChoose(challenge.slug);
            }}
          >
            <span className="challenge-number tabular" aria-hidden="true">
              {index + 1}
            </span>
            <span className="challenge-name">{challenge.title}</span>
            {challenge.bestScore !== null && (
              <span
                className={
                  challenge.bestScore === 100
                    ? 'challenge-score challenge-score-full tabular'
                    : 'challenge-score tabular'
                }
              >
                <span className="visually-hidden">best score </span>
                {formatScore(challenge.bestScore)}
              </span>
            )}
          </button>
        ))}
      </nav>
      <div className="workspace-state">
        <SaveIndicator state={save} />
        {attempt.deadline !== null && <Timer deadline={attempt.deadline} clock={clock} onMoment={onMoment} />}
      </div>
      <div className="workspace-tools">
        <IconButton icon="keyboard" label="Keyboard shortcuts" keys={KEYS.help} onClick={onKeys} />
        <ThemeSwitch />
        <Button onClick={onFinish}>Finish</Button>
      </div>
    </header>
  );
}
