import type { Diagnostic } from '@assay/contracts';
import type { ReactElement } from 'react';
import { ForeignText } from '../ui/ForeignText';
import { foreignWords } from '../ui/foreign-text';
import './diagnostics.css';

/** What the compiler refused. Each place leads to the editor, where there is one. */
export function Diagnostics({
  diagnostics,
  canJump,
  onJump,
}: {
  diagnostics: readonly Diagnostic[];
  /** Whether the file is in the editor; it may have been renamed since, or belong to another language. */
  canJump?: (file: string) => boolean;
  onJump?: (file: string, line: number, column: number) => void;
}): ReactElement {
  return (
    <section className="diagnostics" aria-labelledby="diagnostics-title">
      <h3 id="diagnostics-title">What the build said</h3>
      <ul>
        {diagnostics.map((diagnostic, index) => (
          <li key={index}>
            <Place
              diagnostic={diagnostic}
              {...(onJump === undefined || canJump?.(diagnostic.file ?? '') === false ? {} : { onJump })}
            />
            <pre tabIndex={0} role="group" aria-label="Message">
              <ForeignText text={diagnostic.message} />
            </pre>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Place({
  diagnostic: { file, line, column },
  onJump,
}: {
  diagnostic: Diagnostic;
  onJump?: (file: string, line: number, column: number) => void;
}): ReactElement | null {
  if (file === undefined) return null;
  const text = foreignWords([file, line, column].filter((part) => part !== undefined).join(':'));
  if (onJump === undefined) return <span className="mono">{text}</span>;
  return (
    <button
      type="button"
      className="diagnostic-place"
      onClick={() => {
        onJump(file, line ?? 1, column ?? 1);
      }}
    >
      {text}
    </button>
  );
}
