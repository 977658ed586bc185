import { once } from 'node:events';
import type { PlainProcess } from './plain-root';

/** The end of what a process printed, for an error's message. */
export function tailOf(process: PlainProcess): () => string {
  let said = '';
  process.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-4_000);
  });
  return () => said.slice(-800);
}

/** Sends a signal and waits until the process is gone. Safe to call on one that is. */
export async function end(process: PlainProcess, signal: NodeJS.Signals): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null || process.pid === undefined) return;
  const gone = once(process, 'exit');
  process.kill(signal);
  await gone;
}
