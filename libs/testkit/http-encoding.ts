import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { unreachable } from './failures';
import type { RawAnswer } from './http-exchange';
import type { RequestOptions } from './http-request';
import { BODY_MAX } from './limits';

type Inflate = (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const INFLATE: ReadonlyMap<string, Inflate> = new Map([
  ['gzip', promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.gunzip)],
  ['deflate', promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.inflate)],
  ['br', promisify<Buffer, zlib.BrotliOptions, Buffer>(zlib.brotliDecompress)],
]);

/**
 * The body as the test wants it: inflated where it asked for that, as it came where it named an encoding itself.
 * @throws TestFailure for an encoding that nobody asked for, and for a body that is not what it says or grows too long
 */
export async function decodedBody(answer: RawAnswer, options: RequestOptions): Promise<Buffer> {
  const encoding = answer.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'identity' || answer.body.length === 0) return answer.body;
  if (options.decompress !== true) {
    if (Object.keys(options.headers ?? {}).some((name) => name.toLowerCase() === 'accept-encoding'))
      return answer.body;
    throw unreachable(
      `The answer is encoded as "${encoding.slice(0, 40)}", though no compression was asked for.`,
    );
  }
  const inflate = INFLATE.get(encoding);
  if (inflate === undefined)
    throw unreachable(`The answer is encoded as "${encoding.slice(0, 40)}", which was not offered.`);
  return inflate(answer.body, { maxOutputLength: BODY_MAX }).catch((error: unknown) => {
    const tooLong = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw unreachable(
      tooLong
        ? 'The answer is longer than 1 MiB once it is inflated.'
        : `The answer is not ${encoding}, as it says.`,
    );
  });
}
