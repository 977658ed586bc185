import type { AttemptChallenge, CandidateChallenge } from '@assay/contracts';
import { type ReactElement, useState } from 'react';
import { CodeEditor } from '../../editor/CodeEditor';
import type { Jump } from '../../editor/editor-props';
import { Button, IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { ChoiceMenu } from '../../ui/Menu';
import { Notice } from '../../ui/Notice';
import { writeText } from '../../ui/preferences';
import { Tooltip } from '../../ui/Tooltip';
import type { ChallengeDesk, DeskState } from './challenge-desk';
import { availabilityIn } from '../language-choice';
import { EditorSettingsMenu } from './EditorSettingsMenu';
import { EditorTabs } from './EditorTabs';
import { FileTree } from './FileTree';
import { LanguageNotice } from './LanguageNotice';
import { KEYS } from './shortcuts';
import { languageKey } from './use-desks';
import { TREE_ROOM } from './panes-media';
import './editor-pane.css';

export interface EditorPaneProps {
  readonly attemptId: string;
  readonly about: AttemptChallenge;
  readonly challenge: CandidateChallenge;
  readonly desk: ChallengeDesk;
  readonly state: DeskState;
  readonly jump: Jump | null;
  readonly busy: boolean;
  readonly onRun: () => void;
  readonly onSubmit: () => void;
}

const READ_ONLY = 'This file is part of the challenge: you can read it, and it is judged as it stands here.';

export function EditorPane(props: EditorPaneProps): ReactElement {
  const { attemptId, about, challenge, desk, state, jump } = props;
  const language = challenge.languages.find((one) => one.id === state.language);
  const fixed = state.active !== null && desk.isReadOnly(state.active);
  const [tree, setTree] = useState(() => window.matchMedia(TREE_ROOM).matches);
  return (
    <section className="editor-pane" aria-label="Code">
      <Toolbar {...props} tree={tree} onTree={setTree} />
      <LanguageNotice about={about} challenge={challenge} language={state.language} />
      <SaveNotices desk={desk} state={state} />
      <div className="editor-body">
        {tree && <FileTree desk={desk} state={state} />}
        <div className="editor-main">
          <EditorTabs desk={desk} state={state} />
          {fixed && (
            <p className="editor-read-only" role="status">
              <Icon name="lock" size={14} />
              {READ_ONLY}
            </p>
          )}
          {state.active === null ? (
            <p className="editor-nothing">Choose a file to open it.</p>
          ) : (
            <CodeEditor
              scope={`${attemptId}/${challenge.slug}/${state.language}`}
              files={state.files}
              path={state.active}
              generation={state.generation}
              language={language}
              readOnly={fixed}
              readOnlyReason={READ_ONLY}
              jump={jump}
              onChange={(path, content) => {
                desk.edit(path, content);
              }}
            />
          )}
        </div>
      </div>
    </section>
  );
}

function Toolbar({
  attemptId,
  about,
  challenge,
  desk,
  state,
  busy,
  onRun,
  onSubmit,
  tree,
  onTree,
}: EditorPaneProps & { tree: boolean; onTree: (shown: boolean) => void }): ReactElement {
  const language = challenge.languages.find((one) => one.id === state.language);
  const off = availabilityIn(about, state.language).state === 'off';
  const { submissionsLeft } = about;
  return (
    <div className="editor-toolbar" role="toolbar" aria-label="Code">
      <Tooltip text={tree ? 'Hide the files' : 'Show the files'}>
        <Button
          tone="quiet"
          size="small"
          icon="folder"
          aria-label={tree ? 'Hide files' : `Show ${state.files.length} files`}
          aria-expanded={tree}
          onClick={() => {
            onTree(!tree);
          }}
        >
          {tree ? undefined : <span className="tabular">{state.files.length}</span>}
        </Button>
      </Tooltip>
      <ChoiceMenu
        label="Language"
        value={state.language}
        options={challenge.languages.map((one) => ({
          value: one.id,
          label: one.name,
          note: languageNote(about, one),
          off: offReason(about, one.id),
        }))}
        onChoose={(next) => {
          writeText(languageKey(attemptId, challenge.slug), next);
          desk.chooseLanguage(next);
        }}
        trigger={
          <button type="button" className="button button-quiet button-small language-button">
            <span className="visually-hidden">Language: </span>
            <span>{language?.name ?? state.language}</span>
            <span className="language-runtime">{language?.runtime}</span>
            <Icon name="down" size={12} />
          </button>
        }
      />
      <EditorSettingsMenu
        onReset={() => {
          desk.resetToStarter();
        }}
      />
      <span className="editor-toolbar-gap" />
      <Tooltip text="Run the sample tests; never scored" keys={KEYS.run}>
        <Button icon="play" onClick={onRun} disabled={busy || off}>
          Run
        </Button>
      </Tooltip>
      <Tooltip
        text={submissionsLeft === 0 ? 'No submissions are left' : 'Submit against all tests'}
        keys={KEYS.submit}
      >
        <Button tone="primary" icon="send" onClick={onSubmit} disabled={busy || off || submissionsLeft === 0}>
          Submit
        </Button>
      </Tooltip>
    </div>
  );
}

function languageNote(about: AttemptChallenge, { id, runtime }: { id: string; runtime: string }): string {
  const { state } = availabilityIn(about, id);
  return state === 'building' || state === 'queued' ? `${runtime}, being prepared` : runtime;
}

function offReason(about: AttemptChallenge, language: string): string | undefined {
  const { state, reason } = availabilityIn(about, language);
  return state === 'off' ? (reason ?? 'It is off.') : undefined;
}

/** What happened to the text, said where the text is. */
function SaveNotices({ desk, state }: { desk: ChallengeDesk; state: DeskState }): ReactElement {
  const { save } = state;
  const dismiss = (
    <IconButton
      icon="cross"
      label="Dismiss"
      onClick={() => {
        desk.dismissNotices();
      }}
    />
  );
  return (
    <div className="editor-notices">
      {save.kind === 'offline' && (
        <Notice tone="warning" icon="offline" live>
          {save.kept
            ? 'The connection is lost. Your work is kept in this browser and goes to the server by itself when it is back.'
            : 'The connection is lost, and this browser has no room to keep your work. Leave this page open until the connection is back.'}
        </Notice>
      )}
      {save.kind === 'refused' && (
        <Notice tone="bad" live title="The server did not take this">
          {save.message}
        </Notice>
      )}
      {state.beforeReset !== null && (
        <Notice
          tone="info"
          icon="undo"
          live
          actions={
            <>
              <Button
                size="small"
                onClick={() => {
                  desk.undoReset();
                }}
              >
                Undo
              </Button>
              {dismiss}
            </>
          }
        >
          All files are as they were at the start.
        </Notice>
      )}
      {state.recovered && (
        <Notice tone="good" live actions={dismiss}>
          Text that had not reached the server was recovered from this browser.
        </Notice>
      )}
    </div>
  );
}
