import { Tabs } from 'radix-ui';
import { type ReactElement, useSyncExternalStore } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { readText, writeText } from '../../ui/preferences';
import { NARROW } from './panes-media';
import './panes.css';

/** The library's storage, over ours, which survives a browser that blocks storage. */
const storage = {
  getItem: (key: string): string | null => readText(`panes:${key}`),
  setItem: (key: string, value: string): void => {
    writeText(`panes:${key}`, value);
  },
};

export interface PanesProps {
  /** The pane in front where there is room for one. */
  readonly pane: string;
  readonly onPane: (pane: string) => void;
  readonly statement: ReactElement;
  readonly editor: ReactElement;
  readonly results: ReactElement;
}

/** Three panes side by side whose borders drag and are remembered; tabs in a narrow window. */
export function Panes({ pane, onPane, statement, editor, results }: PanesProps): ReactElement {
  const narrow = useSyncExternalStore(subscribe, () => window.matchMedia(NARROW).matches);
  const layout = useDefaultLayout({ id: 'workspace', storage });
  if (narrow) {
    return (
      <Tabs.Root className="pane-tabs" value={pane} onValueChange={onPane}>
        <Tabs.List className="pane-tab-list" aria-label="Panes">
          <Tabs.Trigger value="statement">Statement</Tabs.Trigger>
          <Tabs.Trigger value="editor">Code</Tabs.Trigger>
          <Tabs.Trigger value="results">Results</Tabs.Trigger>
        </Tabs.List>
        <Tabs.Content className="pane-tab" value="statement">
          {statement}
        </Tabs.Content>
        <Tabs.Content className="pane-tab" value="editor">
          {editor}
        </Tabs.Content>
        <Tabs.Content className="pane-tab" value="results">
          {results}
        </Tabs.Content>
      </Tabs.Root>
    );
  }
  return (
    <Group
      className="panes"
      orientation="horizontal"
      {...(layout.defaultLayout === undefined ? {} : { defaultLayout: layout.defaultLayout })}
      onLayoutChanged={layout.onLayoutChanged}
    >
      <Panel id="statement" className="pane" defaultSize="28%" minSize="220px">
        {statement}
      </Panel>
      <Separator className="pane-border" aria-label="Width of the statement" />
      <Panel id="editor" className="pane" defaultSize="43%" minSize="300px">
        {editor}
      </Panel>
      <Separator className="pane-border" aria-label="Width of the results" />
      <Panel id="results" className="pane" defaultSize="29%" minSize="240px">
        {results}
      </Panel>
    </Group>
  );
}

function subscribe(listener: () => void): () => void {
  const media = window.matchMedia(NARROW);
  media.addEventListener('change', listener);
  return () => {
    media.removeEventListener('change', listener);
  };
}
