import type { SlotFault, TestResult } from '@assay/contracts';
import { type ReactElement, useId } from 'react';
import { ForeignText } from '../ui/ForeignText';
import { Icon } from '../ui/Icon';
import { SideBySide } from './SideBySide';
import { type MarkedStatus, StatusMark } from './StatusMark';
import './test-row.css';

const FLAGS: Record<SlotFault, string> = {
  'judge-lost': 'The judge stopped while this test was due.',
  'service-lost': 'A database or another service of the sandbox stopped while this test was due.',
  'stream-broken': 'The results broke off while this test was due.',
  'wall-limit': 'The time for all tests together ran out.',
  protocol: 'The judge’s answer could not be understood.',
  'subject-exited': 'The program ended before this test.',
};

export interface RowTest {
  readonly id: string;
  readonly title: string;
  readonly status: MarkedStatus;
  readonly requirements: readonly string[];
  readonly result?: TestResult;
}

export function TestRow({
  test,
  open,
  onToggle,
}: {
  test: RowTest;
  open: boolean;
  onToggle: (id: string) => void;
}): ReactElement {
  const panel = useId();
  const details = test.result !== undefined && hasDetails(test.result) ? test.result : undefined;
  const line = (
    <>
      <span className="test-status">
        <StatusMark status={test.status} />
      </span>
      <span className="test-main">
        <span className="test-title">{test.title}</span>{' '}
        {test.requirements.length > 0 && (
          <span className="test-requirements">
            {test.requirements.map((id) => (
              <span className="requirement" key={id}>
                {id}
              </span>
            ))}
          </span>
        )}
      </span>
      {/* A hidden test tells no duration, one that was never begun has none. */}
      {test.result !== undefined && test.status !== 'cancelled' && test.result.durationMs > 0 && (
        <span className="test-duration tabular">{formatMs(test.result.durationMs)}</span>
      )}
    </>
  );
  return (
    <li className="test-row" data-testid="test-row" data-test-id={test.id} data-status={test.status}>
      {details === undefined ? (
        <div className="test-line">
          {line}
          <span className="test-chevron" />
        </div>
      ) : (
        <button
          type="button"
          className="test-line test-line-button"
          aria-expanded={open}
          aria-controls={panel}
          onClick={() => {
            onToggle(test.id);
          }}
        >
          {line}
          <span className={open ? 'test-chevron test-chevron-open' : 'test-chevron'}>
            <Icon name="chevron" size={14} />
          </span>
        </button>
      )}
      {details !== undefined && (
        <div id={panel} className="test-details" hidden={!open}>
          {open && <TestDetails result={details} />}
        </div>
      )}
    </li>
  );
}

function TestDetails({ result }: { result: TestResult }): ReactElement {
  const { message, expected, actual, output, flag } = result;
  return (
    <>
      {flag !== undefined && <p className="test-flag">{FLAGS[flag]}</p>}
      {message !== undefined && message !== '' && (
        <Message text={expected !== undefined && actual !== undefined ? withoutDiff(message) : message} />
      )}
      {expected !== undefined && actual !== undefined ? (
        <SideBySide left={expected} right={actual} leftTitle="Expected" rightTitle="Actual" />
      ) : (
        <>
          {expected !== undefined && <TextBlock title="Expected" text={expected} />}
          {actual !== undefined && <TextBlock title="Actual" text={actual} />}
        </>
      )}
      {output !== undefined && output !== '' && <TextBlock title="Output of the program" text={output} />}
    </>
  );
}

function Message({ text }: { text: string }): ReactElement | null {
  if (text === '') return null;
  return (
    <p className={text.includes('\n') ? 'test-message mono' : 'test-message'}>
      <ForeignText text={text} />
    </p>
  );
}

export function TextBlock({ title, text }: { title: string; text: string }): ReactElement {
  return (
    <figure className="test-text">
      <figcaption>{title}</figcaption>
      <pre tabIndex={0} role="group" aria-label={title}>
        <ForeignText text={text} />
      </pre>
    </figure>
  );
}

/**
 * An expectation's message often begins with its own source and ends in a difference of both sides. Where both stand
 * next to each other below it, neither says anything more.
 */
function withoutDiff(message: string): string {
  const at = message.search(/\n\s*- Expected/);
  return (at === -1 ? message : message.slice(0, at)).replace(/^expect\(received\)[^\n]*\n*/, '').trim();
}

function hasDetails({ message, expected, actual, output, flag }: TestResult): boolean {
  return (
    [message, expected, actual, output].some((text) => text !== undefined && text !== '') ||
    flag !== undefined
  );
}

/** `3 ms`, `1.2 s`. */
export function formatMs(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
