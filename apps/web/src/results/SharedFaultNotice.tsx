import type { ReactElement } from 'react';
import type { SharedFault } from './result-groups';
import { TextBlock } from './TestRow';
import './shared-fault-notice.css';

/** What every test met alike, once, above the tests. */
export function SharedFaultNotice({ fault }: { fault: SharedFault }): ReactElement {
  return (
    <section className="shared-fault" aria-label="What every test met">
      <p>
        <strong>Every test met the same:</strong> {fault.message}
      </p>
      {fault.output !== undefined && <TextBlock title="Output of the program" text={fault.output} />}
    </section>
  );
}
