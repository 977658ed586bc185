import type { ReactElement } from 'react';
import { Icon } from '../../ui/Icon';

/** A file's name in a tree, with a lock where the challenge does not let it be changed. */
export function FileLabel({ name, readOnly }: { name: string; readOnly: boolean }): ReactElement {
  return (
    <>
      <Icon name={readOnly ? 'lock' : 'file'} size={14} />
      <span>{name}</span>
      {readOnly && <span className="visually-hidden">, read-only</span>}
    </>
  );
}
