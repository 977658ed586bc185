/* The build phase: TypeScript becomes JavaScript next to its source, JavaScript is read once for its syntax. */
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const swc = require('@swc/core');

const TARGET = 'es2024';
/** Columns between the tab stops of the compiler's drawings. */
const TAB = 4;
/** A line of a candidate's may be of any length. */
const MESSAGE_MAX = 4000;

/**
 * Compiles TypeScript next to its source and reads JavaScript, so that a syntax error shows before any test.
 * @param {string} folder holds the files already
 * @param {{ path: string, content: string }[]} files
 * @returns {{ file: string, line?: number, column?: number, message: string }[]} what is wrong with them
 */
function compile(folder, files) {
  const diagnostics = [];
  const manifest = files.find((file) => file.path === 'package.json');
  let type = 'commonjs';
  if (manifest !== undefined) {
    try {
      if (JSON.parse(manifest.content)?.type === 'module') type = 'module';
    } catch (error) {
      diagnostics.push({ file: 'package.json', message: `package.json is not JSON: ${error.message}` });
    }
  }
  for (const file of files) {
    const match = /\.([cm]?)(ts|js)$/.exec(file.path);
    if (match === null || /\.d\.[cm]?ts$/.test(file.path)) continue;
    const format = { c: 'commonjs', m: 'module' }[match[1]] ?? type;
    try {
      if (match[2] === 'ts') {
        const code = toJavaScript(path.join(folder, file.path), file.content, format);
        fs.writeFileSync(path.join(folder, file.path.replace(/ts$/, 'js')), code);
      } else {
        const options = { syntax: 'ecmascript', allowReturnOutsideFunction: true, target: TARGET };
        swc.parseSync(file.content, options);
      }
    } catch (error) {
      diagnostics.push(...diagnosticsOf(file, String(error.message)));
    }
  }
  return diagnostics;
}

/**
 * One file, with decorators and their metadata. Types are not checked.
 * @param {'commonjs' | 'module'} format of what comes out
 * @throws Error with the compiler's drawings of what is wrong
 */
function toJavaScript(filename, content, format) {
  const { code } = swc.transformSync(content, {
    filename,
    sourceFileName: path.basename(filename),
    swcrc: false,
    sourceMaps: 'inline',
    module: { type: format === 'module' ? 'es6' : 'commonjs' },
    jsc: {
      target: TARGET,
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      rewriteRelativeImportExtensions: true,
      keepClassNames: true,
    },
  });
  return code;
}

/**
 * What the compiler says of a file. It draws each error:
 *
 *       x Expected ',', got 'ident'
 *        ,-[/app/main.ts:3:1]
 *      2 |   a: 1
 *      3 |   b: 2
 *        :   ^
 *        `----
 *
 * and where the mark stands says more than the place in the drawing's head, which is kept for errors without a mark.
 */
function diagnosticsOf(file, text) {
  const drawings = text
    // eslint-disable-next-line no-control-regex -- terminal colours are made of control characters
    .replace(/\u001b\[[0-9;]*m/g, '')
    // What follows is the compiler's own call stack.
    .replace(/\n\s*Caused by:[^]*$/, '')
    .split(/^(?=\s*x )/m);
  return drawings.map((drawing) => {
    const head = /^\s*,-\[(?:.*:)?(\d+):(\d+)\]$/m.exec(drawing);
    const lines = drawing.split('\n').filter((line) => !/^\s*[,`]-{2,}|^\s*,-\[/.test(line));
    const message = lines.join('\n').trim().replace(/^x /, '').slice(0, MESSAGE_MAX);
    const place = head === null ? undefined : { line: Number(head[1]), column: Number(head[2]) };
    return { file: file.path, ...(markedPlace(lines, file.content) ?? place), message };
  });
}

/** The place in the source of the first mark in a drawing. */
function markedPlace(lines, content) {
  const at = lines.findIndex((line) => /^\s*: +[\^-]/.test(line));
  const gutter = at > 0 ? /^\s*(\d+) \| /.exec(lines[at - 1]) : null;
  if (gutter === null) return undefined;
  const line = Number(gutter[1]);
  const source = content.split(/\r?\n/)[line - 1] ?? '';
  const drawn = lines[at].search(/[\^-]/) - gutter[0].length;
  let column = 0;
  for (let width = 0; width < drawn; column += 1) width += source[column] === '\t' ? TAB - (width % TAB) : 1;
  return { line, column: column + 1 };
}

module.exports = { compile, toJavaScript };
