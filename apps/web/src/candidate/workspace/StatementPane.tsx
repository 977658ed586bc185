import type { CandidateChallenge, Language } from '@assay/contracts';
import type { ReactElement } from 'react';
import { Markdown } from '../../ui/Markdown';

export function StatementPane({
  challenge,
  language,
}: {
  challenge: CandidateChallenge;
  language: Language;
}): ReactElement {
  const chosen = challenge.languages.find((one) => one.id === language);
  return (
    <div className="statement-pane" role="region" aria-label="Statement" tabIndex={0}>
      <header className="statement-head">
        <p className="statement-title">{challenge.title}</p>
        <p className="statement-facts">
          <span>about {challenge.minutes} min</span>
          <span>{challenge.difficulty}</span>
          <span>{challenge.topics.map(nameOfTopic).join(', ')}</span>
        </p>
      </header>
      <Markdown text={withoutTitle(challenge.statement, challenge.title)} />
      {chosen !== undefined && (
        <section className="statement-runtime" aria-labelledby="runtime-title">
          <h3 id="runtime-title">
            {chosen.name} runs on {chosen.runtime}
          </h3>
          <p>
            It starts with <code>{chosen.entry}</code>.
            {chosen.frameworks.length > 0 &&
              ` Besides what the language brings you may use, with no install: ${chosen.frameworks.join(', ')}.`}
          </p>
        </section>
      )}
    </div>
  );
}

/** `databases/transactions` → `transactions`: the catalogue's folder says nothing to a candidate. */
function nameOfTopic(topic: string): string {
  return topic.slice(topic.lastIndexOf('/') + 1).replaceAll('-', ' ');
}

/** A statement often begins with its own title, which stands above it already. */
function withoutTitle(statement: string, title: string): string {
  const [first = '', ...rest] = statement.trimStart().split('\n');
  const heading = /^#\s+(.*?)\s*#*$/.exec(first)?.[1];
  return heading?.toLowerCase() === title.toLowerCase() ? rest.join('\n') : statement;
}
