import type { NextFunction, Request, Response } from 'express';
import { AppError } from './app-error';

/** Room for the largest submission (1 MiB of text) as JSON. */
export const BODY_MAX_BYTES = 1.5 * 1024 * 1024;
/** Deeper than anything that the API takes. */
export const BODY_MAX_DEPTH = 32;
/** The largest submission has some 200; checking each of a million against a schema would hold up everybody. */
export const BODY_MAX_VALUES = 5_000;

/** Reads a request's body as JSON, strictly: its size, its bytes, its form and its depth, each with an answer of its own. */
export function jsonBody(request: Request, response: Response, next: NextFunction): void {
  const length = Number(request.headers['content-length'] ?? 0);
  if (length === 0 && request.headers['transfer-encoding'] === undefined) {
    next();
    return;
  }
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    turnAway(
      request,
      response,
      next,
      new AppError('unsupported_media_type', 'Send the body as application/json.'),
    );
    return;
  }
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') {
    turnAway(
      request,
      response,
      next,
      new AppError('unsupported_media_type', 'Send the body without compression.'),
    );
    return;
  }
  if (length > BODY_MAX_BYTES) {
    turnAway(request, response, next, tooLarge());
    return;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  const onData = (chunk: Buffer): void => {
    size += chunk.length;
    if (size <= BODY_MAX_BYTES) {
      chunks.push(chunk);
      return;
    }
    request.off('data', onData).off('end', onEnd);
    turnAway(request, response, next, tooLarge());
  };
  const onEnd = (): void => {
    try {
      request.body = parseBody(Buffer.concat(chunks));
      next();
    } catch (error) {
      next(error);
    }
  };
  // A client that goes away in the middle is answered by nobody; the socket is closed already.
  request.on('data', onData).on('end', onEnd);
}

/** Bytes → value, or an AppError that says what is wrong with them. */
export function parseBody(bytes: Uint8Array): unknown {
  // Before anything is made of it: a list of a million zeros takes longer to look through than all that is right.
  checkShape(bytes);
  const value = parseJson(decode(bytes));
  checkTexts(value);
  return value;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    const at = firstInvalidByte(bytes);
    throw new AppError(
      'invalid_encoding',
      `The body is not UTF-8: the byte at offset ${String(at)} can not stand there.`,
    );
  }
}

/** The offset of the first byte of the first sequence that is none. By halving, since a decoder does not tell. */
function firstInvalidByte(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (good < bad) {
    const middle = Math.floor((good + bad + 1) / 2);
    if (decodes(bytes.subarray(0, middle), true)) good = middle;
    else bad = middle - 1;
  }
  // The good part may end in the beginning of the sequence that the next byte spoils.
  while (good > 0 && !decodes(bytes.subarray(0, good), false)) good -= 1;
  return good;
}

function decodes(bytes: Uint8Array, stream: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 200) : 'not JSON';
    throw new AppError('invalid_json', `The body is not JSON: ${reason}.`);
  }
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
/** `[` and `{`, and what closes them, differ in one bit. */
const LIST = 0x5b;
const LIST_END = 0x5d;
const CASE_BIT = 0x20;

/** Refuses what is too deep or has too many parts, by its commas and brackets alone. */
function checkShape(bytes: Uint8Array): void {
  let depth = 0;
  let values = 1;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) {
      at = endOfText(bytes, at);
      continue;
    }
    const bracket = byte & ~CASE_BIT;
    if (byte === COMMA) values += 1;
    else if (bracket === LIST) {
      depth += 1;
      values += 1;
    } else if (bracket === LIST_END) depth -= 1;
    else continue;
    if (values > BODY_MAX_VALUES) {
      throw new AppError('invalid_json', `The body holds more than ${String(BODY_MAX_VALUES)} values.`);
    }
    if (depth > BODY_MAX_DEPTH) {
      throw new AppError('invalid_json', `The body is nested deeper than ${String(BODY_MAX_DEPTH)} levels.`);
    }
  }
}

/** Where a text ends that begins at a quote. */
function endOfText(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}

/** Refuses text that JSON can spell but UTF-8 and the database can't hold. */
function checkTexts(value: unknown): void {
  if (typeof value === 'string') checkText(value);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      checkText(key);
      checkTexts(inner);
    }
  }
}

function checkText(text: string): void {
  if (!text.isWellFormed() || text.includes('\0')) {
    throw new AppError(
      'invalid_encoding',
      'The body holds text that is not UTF-8, or a NUL character. Save your files as UTF-8 text and send them again.',
    );
  }
}

function tooLarge(): AppError {
  return new AppError(
    'body_too_large',
    `The body is larger than ${String(BODY_MAX_BYTES)} bytes. Send less.`,
  );
}

/** Answers before the body was read. What still comes is thrown away, and the connection ends soon after. */
function turnAway(request: Request, response: Response, next: NextFunction, error: AppError): void {
  response.setHeader('Connection', 'close');
  request.resume();
  response.once('finish', () => {
    setTimeout(() => request.destroy(), 1_000).unref();
  });
  next(error);
}
