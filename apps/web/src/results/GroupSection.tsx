import { type ReactElement, useId } from 'react';
import { Icon } from '../ui/Icon';
import type { ShownGroup } from './result-groups';
import { formatScore } from './result-state';
import { TestRow } from './TestRow';
import './group-section.css';

/** One group with its progress, its points and its tests. */
export function GroupSection({
  group,
  titles,
  scored,
  open,
  onToggle,
  folded,
  onFold,
}: {
  group: ShownGroup;
  /** Titles of all groups, to name what blocked this one. */
  titles: ReadonlyMap<string, string>;
  /** A run has no points. */
  scored: boolean;
  open: ReadonlySet<string>;
  onToggle: (id: string) => void;
  /** Shows the headline alone. */
  folded: boolean;
  onFold: (id: string) => void;
}): ReactElement {
  const panel = useId();
  const left = group.total - group.rows.length;
  const blockedBy = group.outcome?.blockedBy ?? [];
  return (
    <section className="group" aria-labelledby={`group-${group.id}`}>
      <header className={scored ? 'group-head group-head-scored' : 'group-head'}>
        <h3 id={`group-${group.id}`}>
          <button
            type="button"
            className="group-fold"
            aria-expanded={!folded}
            aria-controls={panel}
            onClick={() => {
              onFold(group.id);
            }}
          >
            <span className={folded ? 'group-chevron' : 'group-chevron group-chevron-open'}>
              <Icon name="chevron" size={14} />
            </span>
            {group.title}
          </button>
        </h3>
        <p className="group-counts tabular">
          {group.visibility === 'hidden' && (
            <span className="group-hidden">
              <Icon name="lock" size={12} />
              Hidden
            </span>
          )}
          <span className={group.ended > 0 && group.passed === group.total ? 'group-all' : ''}>
            {group.passed} of {group.total}
            <span className="visually-hidden"> tests pass</span>
          </span>
          {scored && <span className="group-points">{points(group)}</span>}
        </p>
        <Meter group={group} />
      </header>
      {blockedBy.length > 0 && scored && (
        <p className="group-blocked">
          No points while “{blockedBy.map((id) => titles.get(id) ?? id).join('” and “')}” does not pass.
        </p>
      )}
      {scored && blockedBy.length === 0 && losesAll(group) && (
        <p className="group-note">Its points come when all its tests pass.</p>
      )}
      <ul className="group-tests" id={panel} hidden={folded}>
        {group.rows.map((test) => (
          <TestRow key={test.id} test={test} open={open.has(test.id)} onToggle={onToggle} />
        ))}
      </ul>
      {left > 0 && group.outcome === null && (
        <p className="group-left">
          {left} {group.rows.length > 0 ? 'more' : ''} {left === 1 ? 'test' : 'tests'} to come
        </p>
      )}
    </section>
  );
}

/** Some pass and yet no point: a group that earns all or nothing. */
function losesAll({ weight, outcome, passed }: ShownGroup): boolean {
  return outcome !== null && weight > 0 && outcome.score === 0 && passed > 0;
}

function points({ weight, outcome }: ShownGroup): string {
  if (weight === 0) return 'Required';
  return outcome === null ? `${weight} points` : `${formatScore(outcome.score)} / ${weight} points`;
}

/** Passed and not passed as parts of a bar. The numbers beside it say the same. */
function Meter({ group }: { group: ShownGroup }): ReactElement {
  const share = (count: number): string => `${group.total === 0 ? 0 : (100 * count) / group.total}%`;
  return (
    <span className="meter" aria-hidden="true">
      <span className="meter-passed" style={{ width: share(group.passed) }} />
      <span className="meter-other" style={{ width: share(group.ended - group.passed) }} />
    </span>
  );
}
