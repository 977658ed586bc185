import { Tooltip as Primitive } from 'radix-ui';
import type { ReactElement } from 'react';
import './tooltip.css';

/** A word on what a control does, with its keys. The control names itself; this only adds. */
export function Tooltip({
  text,
  keys,
  children,
}: {
  text: string;
  keys?: string;
  children: ReactElement;
}): ReactElement {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      {/* Without a portal: it stays in the landmark of its control. */}
      <Primitive.Content className="tooltip" sideOffset={6} collisionPadding={8}>
        {text}
        {keys !== undefined && <kbd className="tooltip-keys">{keys}</kbd>}
      </Primitive.Content>
    </Primitive.Root>
  );
}

export const TooltipProvider = Primitive.Provider;
