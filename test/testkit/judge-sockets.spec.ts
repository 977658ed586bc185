import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { ended, runJudge, type JudgeRun } from './judge-process';
import { answer, RawService } from './raw-service';

/** A socket of the kernel's lists, by its inode. */
interface Listed {
  readonly inode: string;
  readonly line: string;
  readonly listens: boolean;
  /** Port of the other end, where there is one. */
  readonly to: number | undefined;
}

/** State of a TCP socket that waits for connections, and the flag of such a Unix socket, as the kernel writes them. */
const TCP_LISTEN = '0A';
const UNIX_LISTEN = '00010000';

function listed(pid: number): Listed[] {
  const linesOf = (name: string): string[] =>
    readFileSync(`/proc/${pid}/net/${name}`, 'utf8').trim().split('\n').slice(1);
  const internet = ['tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6'].flatMap(linesOf).map((line) => {
    const parts = line.trim().split(/\s+/);
    const to = Number.parseInt(parts[2]?.split(':')[1] ?? '0', 16);
    return { inode: parts[9] ?? '', line, listens: parts[3] === TCP_LISTEN || to === 0, to };
  });
  const unix = linesOf('unix').map((line) => {
    const parts = line.trim().split(/\s+/);
    // A name, of a file or an abstract one, is where others could connect to.
    const named = (parts[7] ?? '') !== '';
    return { inode: parts[6] ?? '', line, listens: parts[3] === UNIX_LISTEN || named, to: undefined };
  });
  return [...internet, ...unix];
}

/** The sockets that a process has open. */
function socketsOf(pid: number): Listed[] {
  const inodes = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
      } catch {
        // Closed since it was listed.
        return [];
      }
    }),
  );
  return listed(pid).filter(({ inode }) => inodes.has(inode));
}

const SUITE = `
  import { expect, test } from '@assay/testkit';
  test({ id: 'asks', group: 'g', title: 'T', requirements: ['R1'] }, async (t) => {
    for (let n = 0; n < 5; n += 1) expect((await t.http.get('/' + n)).status).toBe(200);
  });
`;

describe('a judge at work', () => {
  test('listens nowhere, and is connected to its instance alone', async () => {
    const seen: Listed[][] = [];
    let judge: number | undefined;
    const service = await RawService.start((socket, path) => {
      if (judge !== undefined) seen.push(socketsOf(judge));
      socket.write(answer(path));
    });
    const { port } = service;
    let run: JudgeRun;
    try {
      run = await runJudge(SUITE, { tests: ['asks'], port, onStart: (pid) => (judge = pid) });
    } finally {
      service.close();
    }
    expect(ended(run, 'asks').status).toBe('passed');
    expect(seen).toHaveLength(5);
    for (const sockets of seen) {
      expect(sockets.filter(({ listens }) => listens)).toEqual([]);
      const internet = sockets.flatMap(({ to }) => to ?? []);
      // It is connected, or nothing would have been looked at.
      expect(new Set(internet)).toEqual(new Set([port]));
    }
  });

  test('takes no address for an instance but those of its own loopback', async () => {
    const run = await runJudge(SUITE, { tests: ['asks'], port: 1, instance: 'http://localhost:8080' });
    expect(run.frames.at(-1)).toMatchObject({
      type: 'failed',
      message: '"http://localhost:8080" is not the address of an instance',
    });
  });
});
