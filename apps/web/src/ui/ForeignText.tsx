import { type ReactElement, useMemo } from 'react';
import { foreignPieces } from './foreign-text';
import './foreign-text.css';

/** Text that a stranger wrote, with every sign that would hide or steer made visible. Stands where text can stand. */
export function ForeignText({ text }: { text: string }): ReactElement {
  const pieces = useMemo(() => foreignPieces(text), [text]);
  return (
    <>
      {pieces.map((piece, index) =>
        piece.kind === 'text' ? (
          piece.text
        ) : (
          <span key={index} className="foreign-mark" title={piece.name}>
            {piece.shown}
          </span>
        ),
      )}
    </>
  );
}

/** A person's name: in its own direction, which ends with it. */
export function PersonName({ name }: { name: string }): ReactElement {
  return (
    <bdi className="person-name">
      <ForeignText text={name} />
    </bdi>
  );
}
