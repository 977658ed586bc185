import { spawn } from 'node:child_process';
import { pipeline } from 'node:stream/promises';

/** Unpacks a tar stream into a folder. @param options more options for tar */
export async function unpack(
  archive: NodeJS.ReadableStream,
  folder: string,
  options: readonly string[],
): Promise<void> {
  const tar = spawn('tar', ['--extract', '--file=-', ...options], {
    cwd: folder,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((resolve, reject) => {
    tar.once('error', reject);
    tar.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`tar ended with ${String(code)}`)),
    );
  });
  await Promise.all([pipeline(archive, tar.stdin), ended]);
}
