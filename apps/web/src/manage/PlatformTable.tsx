/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role --
   in a narrow window the table is laid out as cards, and a changed `display` takes the table's roles away in some
   browsers; they are said again here. */
import type { PlatformView } from '@assay/contracts';
import type { ReactElement } from 'react';
import { formatDateTime } from '../ui/format-time';
import { ImageStateTag } from './ImageStateTag';
import { formatMegabytes, needsOf, versionOf } from './platform-words';

type Part = Omit<PlatformView['services'][number], 'id'> & {
  readonly id: string;
  /** Under the title. */
  readonly about: string | null;
  /** What comes with it. */
  readonly brings: readonly string[];
};

/** Runtimes, or services: one row for each. */
export function PlatformTable({ label, parts }: { label: string; parts: readonly Part[] }): ReactElement {
  return (
    <div className="card">
      <table className="platform-table" role="table" aria-label={label}>
        <thead role="rowgroup">
          <tr role="row">
            {['Name', 'State', 'Version', 'Size', 'Needs'].map((title) => (
              <th key={title} scope="col" role="columnheader">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {parts.map((part) => (
            <Row key={part.id} part={part} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function Row({ part }: { part: Part }): ReactElement {
  return (
    <tr role="row" data-testid="platform-part" data-part={part.id} data-state={part.state}>
      <th scope="row" role="rowheader">
        <span className="platform-title">{part.title}</span>
        {part.about !== null && <span className="platform-more">{part.about}</span>}
        {part.brings.length > 0 && (
          <details className="platform-brings">
            <summary>
              {part.brings.length} {part.brings.length === 1 ? 'framework' : 'frameworks'} and libraries
            </summary>
            <p>{part.brings.join(', ')}</p>
          </details>
        )}
      </th>
      <td role="cell">
        <ImageStateTag state={part.state} />
        {part.reason !== null && <p className="platform-reason">{sentence(part.reason)}</p>}
      </td>
      <td role="cell" data-label="Version" className="platform-version">
        {versionOf(part)}
      </td>
      <td role="cell" data-label="Size" className="tabular">
        <span {...(part.builtAt === null ? {} : { title: `Built ${formatDateTime(part.builtAt)}` })}>
          {formatMegabytes(part.bytes)}
        </span>
      </td>
      <td role="cell" data-label="Needs" className="tabular">
        {needsOf(part.needs)}
      </td>
    </tr>
  );
}
