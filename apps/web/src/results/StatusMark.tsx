import type { SubmissionStatus, TestStatus } from '@assay/contracts';
import type { ReactElement } from 'react';
import { Icon, type IconName } from '../ui/Icon';
import './status-mark.css';

export type MarkedStatus = TestStatus | 'running' | 'waiting' | 'platform' | 'build-failed';

const LOOKS: Record<MarkedStatus, { icon: IconName; text: string }> = {
  passed: { icon: 'check', text: 'Passed' },
  failed: { icon: 'cross', text: 'Failed' },
  error: { icon: 'warning', text: 'Error' },
  timeout: { icon: 'clock', text: 'Timed out' },
  cancelled: { icon: 'minus', text: 'Not begun' },
  running: { icon: 'running', text: 'Running' },
  waiting: { icon: 'waiting', text: 'Waiting' },
  platform: { icon: 'platform', text: 'Our fault' },
  'build-failed': { icon: 'hammer', text: 'Did not build' },
};

/** A status as sign, word and colour, so that none of them carries it alone. */
export function StatusMark({
  status,
  compact = false,
}: {
  status: MarkedStatus;
  compact?: boolean;
}): ReactElement {
  const look = LOOKS[status];
  return (
    <span className={`status-mark status-${status}${compact ? ' status-compact' : ''}`}>
      <Icon name={look.icon} size={14} />
      <span className={compact ? 'visually-hidden' : ''}>{look.text}</span>
    </span>
  );
}

/** The mark of a whole submission that has no score to show instead. */
export function markOfSubmission(status: SubmissionStatus): MarkedStatus | undefined {
  switch (status) {
    case 'queued':
      return 'waiting';
    case 'running':
      return 'running';
    case 'build-failed':
      return 'build-failed';
    case 'error':
      return 'platform';
    case 'judged':
      return undefined;
  }
}
