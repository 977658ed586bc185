/*
 * Reads SQL files as far as it must: where a statement ends, what its first words are, where its named parameters
 * stand. What is text, a quoted name or a comment is passed over, and ends where the database says that it does; all
 * else is the database's to judge.
 */
'use strict';

const WORD = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const DOLLAR_QUOTE = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
const PARAMETER = /:([A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)/y;
/** What both databases take for blank: to them a space beyond ASCII is part of a name. */
const BLANK = /[ \t\n\r\f\v]/;

/** A fault that a candidate reads: where it is in the file, and what is wrong. */
class SqlFault extends Error {
  constructor(text, at, message) {
    super(message);
    const before = text.slice(0, at).split('\n');
    this.line = before.length;
    this.column = before.at(-1).length + 1;
  }
}

/**
 * The statements of a file, without the semicolons between them.
 * @param {string} text
 * @param {'postgresql' | 'mariadb'} dialect
 * @returns {{ text: string, at: number, words: string[], parameters: { name: string, start: number, end: number }[] }[]}
 *   `at` is where a statement begins in the file, `words` are its first ones in upper case; the parameters' places are in
 *   the statement's own text
 * @throws {SqlFault}
 */
function readStatements(text, dialect) {
  const statements = [];
  let start = 0;
  let first;
  let words = [];
  let parameters = [];
  const end = (at) => {
    if (first !== undefined) {
      const own = parameters.map(({ name, at: from, to }) => ({
        name,
        start: from - start,
        end: to - start,
      }));
      statements.push({ text: text.slice(start, at).trimEnd(), at: first, words, parameters: own });
    }
    start = at + 1;
    first = undefined;
    words = [];
    parameters = [];
  };

  for (let at = 0; at < text.length;) {
    const character = text[at];
    const passed = passOver(text, at, dialect);
    if (passed > at) {
      if (!/[ \t\n\r\f\v]|-|#|\//.test(character)) first ??= at;
      at = passed;
      continue;
    }
    if (character === ';') {
      end(at);
      at += 1;
      continue;
    }
    first ??= at;
    if (character === '\\') throw new SqlFault(text, at, 'Commands of psql are no SQL.');
    const word = match(WORD, text, at);
    if (word !== null) {
      if (words.length < 4) words.push(word[0].toUpperCase());
      at += word[0].length;
      // E'…' is a text in which a backslash escapes.
      if (dialect === 'postgresql' && /^e$/i.test(word[0]) && text[at] === "'") {
        at = quoted(text, at, true);
        // On the next line it would go on, and a backslash would escape there too.
        if (text[afterBlanks(text, at, dialect)] === "'")
          throw new SqlFault(text, at, 'A text with E goes on in another line. Write it as one.');
      }
      continue;
    }
    const parameter = text[at - 1] === ':' ? null : match(PARAMETER, text, at);
    if (parameter !== null) {
      parameters.push({ name: parameter[1], at, to: at + parameter[0].length });
      at += parameter[0].length;
      continue;
    }
    at += 1;
  }
  end(text.length);
  return statements;
}

/** The place after the blank, comment, text or quoted name that begins here; the same place when none does. */
function passOver(text, at, dialect) {
  const mariadb = dialect === 'mariadb';
  const character = text[at];
  if (BLANK.test(character)) return at + 1;
  // MariaDB wants a blank behind it, or another character that is not seen.
  if (text.startsWith('--', at) && (!mariadb || isUnseen(text[at + 2] ?? ' ')))
    return lineEnd(text, at, dialect);
  if (character === '#' && mariadb) return lineEnd(text, at, dialect);
  if (text.startsWith('/*', at)) return comment(text, at, dialect);
  if (character === "'") return quoted(text, at, mariadb);
  if (character === '"') return quoted(text, at, mariadb);
  if (character === '`' && mariadb) return quoted(text, at, false);
  // In a name it would have been passed with the name.
  if (character === '$' && !mariadb) {
    const tag = match(DOLLAR_QUOTE, text, at);
    if (tag !== null) {
      const close = text.indexOf(tag[0], at + tag[0].length);
      if (close === -1) throw new SqlFault(text, at, `The text that begins with ${tag[0]} has no end.`);
      return close + tag[0].length;
    }
  }
  return at;
}

/** Whether a character is a blank or a control character. */
function isUnseen(character) {
  return character <= ' ' || character === '\u007f';
}

/** The place behind blanks and comments. */
function afterBlanks(text, at, dialect) {
  let next = at;
  while (next < text.length && (BLANK.test(text[next]) || /^(--|\/\*)/.test(text.slice(next, next + 2))))
    next = passOver(text, next, dialect);
  return next;
}

function quoted(text, at, backslash) {
  const quote = text[at];
  for (let next = at + 1; next < text.length; next += 1) {
    if (backslash && text[next] === '\\') next += 1;
    else if (text[next] === quote && text[next + 1] === quote) next += 1;
    else if (text[next] === quote) return next + 1;
  }
  throw new SqlFault(text, at, `The ${quote} has no end.`);
}

function comment(text, at, dialect) {
  if (dialect === 'mariadb') {
    if (/^\/\*M?!/.test(text.slice(at, at + 4)))
      throw new SqlFault(text, at, 'Comments that MariaDB runs (/*! … */) are not taken.');
    const close = text.indexOf('*/', at + 2);
    if (close !== -1) return close + 2;
  } else {
    // PostgreSQL's comments nest.
    for (let depth = 1, next = at + 2; next < text.length; next += 1) {
      if (text.startsWith('/*', next)) depth += 1;
      else if (text.startsWith('*/', next)) depth -= 1;
      else continue;
      next += 1;
      if (depth === 0) return next + 1;
    }
  }
  throw new SqlFault(text, at, 'The comment has no end.');
}

function lineEnd(text, at, dialect) {
  // To PostgreSQL a carriage return ends a line as well.
  const length = text.slice(at).search(dialect === 'postgresql' ? /[\n\r]/ : /\n/);
  return length === -1 ? text.length : at + length + 1;
}

function match(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** What may change the database: indexes, and what the planner knows. */
const DEFINITIONS = {
  postgresql: /^(CREATE (UNIQUE )?INDEX|CREATE STATISTICS|ANALYZE)( |$)/,
  mariadb: /^(CREATE (UNIQUE )?INDEX|ANALYZE TABLE)( |$)/,
};
const DEFINITION_NAMES = {
  postgresql: 'CREATE INDEX, CREATE UNIQUE INDEX, CREATE STATISTICS and ANALYZE',
  mariadb: 'CREATE INDEX, CREATE UNIQUE INDEX and ANALYZE TABLE',
};

/**
 * A file that holds one query.
 * @throws {SqlFault}
 */
function readQuery(text, dialect) {
  const [query, second] = readStatements(text, dialect);
  if (query === undefined) throw new SqlFault(text, 0, 'There is no statement in this file.');
  if (second !== undefined)
    throw new SqlFault(
      text,
      second.at,
      'There is more than one statement in this file. It must hold one query.',
    );
  if (!['SELECT', 'WITH'].includes(query.words[0]))
    throw new SqlFault(text, query.at, 'The statement must be a query: SELECT …, or WITH … SELECT.');
  return query;
}

/**
 * A file that defines indexes. Parameters have no meaning in it.
 * @throws {SqlFault}
 */
function readDefinitions(text, dialect) {
  const statements = readStatements(text, dialect);
  for (const statement of statements) {
    if (!DEFINITIONS[dialect].test(statement.words.join(' ')))
      throw new SqlFault(text, statement.at, `Only ${DEFINITION_NAMES[dialect]} may stand in this file.`);
  }
  return statements;
}

/** The statement with what `write` makes of each named parameter in its place. */
function fill(statement, write) {
  let filled = '';
  let from = 0;
  for (const { name, start, end } of statement.parameters) {
    filled += statement.text.slice(from, start) + write(name);
    from = end;
  }
  return filled + statement.text.slice(from);
}

module.exports = { SqlFault, readQuery, readDefinitions, fill };
