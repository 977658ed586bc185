/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role --
   in a narrow pane a table is laid out as blocks, and a changed `display` takes the table's roles away in some
   browsers; they are said again here. */
import { memo, type ReactElement } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import { markRequirements } from './requirement-marks';
import './markdown.css';

/** GitHub's allow-list, with our one class for requirement ids. */
const SCHEMA: typeof defaultSchema = {
  ...defaultSchema,
  attributes: {
    ...defaultSchema.attributes,
    span: [...(defaultSchema.attributes?.span ?? []), ['className', 'requirement']],
  },
};

/** A statement's headings stand under the page's own. */
const COMPONENTS: Components = {
  h1: ({ children }) => <h2>{children}</h2>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  ),
  // An empty heading cell heads nothing.
  th: ({ children }) =>
    children === undefined ? (
      <td role="cell" />
    ) : (
      <th scope="col" role="columnheader">
        {children}
      </th>
    ),
  table: ({ children }) => (
    <div className="markdown-table">
      <table role="table">{children}</table>
    </div>
  ),
  thead: ({ children }) => <thead role="rowgroup">{children}</thead>,
  tbody: ({ children }) => <tbody role="rowgroup">{children}</tbody>,
  tr: ({ children }) => <tr role="row">{children}</tr>,
  td: ({ children }) => <td role="cell">{children}</td>,
};

/** An author's Markdown, sanitized. Nothing that a candidate wrote ever comes here. */
export const Markdown = memo(function Markdown({ text }: { text: string }): ReactElement {
  return (
    <div className="markdown">
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[markRequirements, [rehypeSanitize, SCHEMA]]}
        components={COMPONENTS}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
});
