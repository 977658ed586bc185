import { type ReactElement, useMemo } from 'react';
import { ForeignText } from '../ui/ForeignText';
import { diffLines, type DiffLine } from './line-diff';
import { unfoldValues } from './unfold-values';
import './side-by-side.css';

/** Two texts next to each other, with what differs marked by a sign and a colour. */
export function SideBySide({
  left,
  right,
  leftTitle,
  rightTitle,
  neutral = false,
}: {
  left: string;
  right: string;
  leftTitle: string;
  rightTitle: string;
  /** Neither side is the right one. */
  neutral?: boolean;
}): ReactElement {
  const diff = useMemo(() => diffLines(unfoldValues(left), unfoldValues(right)), [left, right]);
  return (
    <div className={neutral ? 'side-by-side side-neutral' : 'side-by-side'}>
      <Side title={leftTitle} lines={diff.left} kind="left" />
      <Side title={rightTitle} lines={diff.right} kind="right" />
    </div>
  );
}

function Side({
  title,
  lines,
  kind,
}: {
  title: string;
  lines: DiffLine[];
  kind: 'left' | 'right';
}): ReactElement {
  return (
    <figure className={`side side-${kind}`}>
      <figcaption>{title}</figcaption>
      <pre tabIndex={0} role="group" aria-label={title}>
        {lines.map((line, index) => (
          <span key={index} className={line.changed ? 'side-line side-line-changed' : 'side-line'}>
            {line.text === '' ? ' ' : <ForeignText text={line.text} />}
            {'\n'}
          </span>
        ))}
      </pre>
    </figure>
  );
}
