import {
  type InputHTMLAttributes,
  type ReactElement,
  type ReactNode,
  type SelectHTMLAttributes,
  useId,
} from 'react';
import './field.css';

interface Labelled {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong and what to do. */
  readonly fault?: string | undefined;
}

export function TextField({
  label,
  hint,
  fault,
  ...rest
}: Labelled & Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'className'>): ReactElement {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...rest}
        id={id}
        className="input"
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-more`}
      />
      <FieldMore id={`${id}-more`} hint={hint} fault={fault} />
    </div>
  );
}

export function SelectField({
  label,
  hint,
  fault,
  children,
  ...rest
}: Labelled & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id' | 'className'>): ReactElement {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select {...rest} id={id} className="input" aria-describedby={`${id}-more`}>
        {children}
      </select>
      <FieldMore id={`${id}-more`} hint={hint} fault={fault} />
    </div>
  );
}

function FieldMore({
  id,
  hint,
  fault,
}: {
  id: string;
  hint: ReactNode;
  fault: string | undefined;
}): ReactElement {
  return (
    <div id={id} className="field-more">
      {fault === undefined ? hint : <span className="field-fault">{fault}</span>}
    </div>
  );
}
