import type { ReactElement } from 'react';
import './logo.css';

/** The mark, a stamp with cut corners as assay offices strike into metal, and the wordmark. */
export function Logo({ size = 24, wordmark = true }: { size?: number; wordmark?: boolean }): ReactElement {
  return (
    <span className="logo">
      <svg viewBox="0 0 32 32" width={size} height={size} role="img" aria-label="Assay">
        <path className="logo-field" d="M9 1.500h14L30.500 9v14L23 30.500H9L1.500 23V9z" />
        <path className="logo-stroke" d="M9.500 23.500 16 8l6.500 15.500" strokeWidth="2.800" />
        <path className="logo-stroke" d="m12.700 18.600 2.600 2.600 5-5.600" strokeWidth="2.400" />
      </svg>
      {wordmark && (
        <span className="logo-word" aria-hidden="true">
          Assay
        </span>
      )}
    </span>
  );
}
