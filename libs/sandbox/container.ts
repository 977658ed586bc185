import type { Duplex } from 'node:stream';
import type { ContainerCreateOptions } from 'dockerode';
import type Docker from 'dockerode';
import { isGone } from './engine';
import { infrastructure } from './errors';
import { lockedDown, type ContainerSpec } from './lockdown';

const STDERR = 2;
const HEADER = 8;

/** How a container ended. */
export interface ContainerExit {
  /** That of its main program, 124 when its time was up, 137 when it was killed. */
  readonly code: number;
}

/** Keeps what comes until somebody listens: a container may speak before its start has been answered. */
class Listening {
  private held: Buffer[] | undefined = [];
  private listener: ((chunk: Buffer) => void) | undefined;

  take(chunk: Buffer): void {
    if (this.listener === undefined) this.held?.push(chunk);
    else this.listener(chunk);
  }

  listen(listener: (chunk: Buffer) => void): void {
    this.listener = listener;
    const held = this.held ?? [];
    this.held = undefined;
    for (const chunk of held) listener(chunk);
  }
}

/**
 * The client puts a container's options into the request's address as well, where a profile is too long for some servers
 * and passwords would stand in their logs. Said like this, they go in the body.
 */
function inBodyAlone(options: ContainerCreateOptions): ContainerCreateOptions {
  const request: object = { _query: {}, _body: options };
  return request;
}

/** A running container of a slot with its three streams attached before it started, so that nothing is missed. */
export class SlotContainer {
  private readonly stdout = new Listening();
  private readonly stderr = new Listening();
  /** Resolves when its streams have ended, which is when its main program is gone. Never rejects. */
  readonly ended: Promise<void>;

  private pending: Buffer = Buffer.alloc(0);
  private hasEnded = false;

  private constructor(
    readonly spec: ContainerSpec,
    readonly id: string,
    private readonly container: Docker.Container,
    private readonly stream: Duplex,
  ) {
    this.ended = new Promise((resolve) => {
      const end = (): void => {
        this.hasEnded = true;
        resolve();
      };
      stream.on('end', end);
      stream.on('close', end);
      // A connection that breaks is the end of the container for us: whoever waits for it finds it ended.
      stream.on('error', end);
    });
    stream.on('data', (chunk: Buffer) => {
      this.demultiplex(chunk);
    });
  }

  /** Creates, attaches and starts a container. @throws InfrastructureError */
  static async start(docker: Docker, spec: ContainerSpec, seccompProfile: string): Promise<SlotContainer> {
    return infrastructure(`starting a ${spec.role} from ${spec.image}`, async () => {
      const container = await docker.createContainer(inBodyAlone(lockedDown(spec, seccompProfile)));
      try {
        const stream = (await container.attach({
          stream: true,
          stdin: true,
          stdout: true,
          stderr: true,
          hijack: true,
        })) as unknown as Duplex;
        const started = new SlotContainer(spec, container.id, container, stream);
        await container.start();
        return started;
      } catch (error) {
        await container.remove({ force: true, v: true }).catch(() => undefined);
        throw error;
      }
    });
  }

  /** Called for each piece of output, in order; what came before it was set is handed over first. */
  set onStdout(listener: (chunk: Buffer) => void) {
    this.stdout.listen(listener);
  }

  set onStderr(listener: (chunk: Buffer) => void) {
    this.stderr.listen(listener);
  }

  get alive(): boolean {
    return !this.hasEnded;
  }

  /** Writes to its standard input. Errors show as the end of the stream. */
  write(bytes: Buffer): void {
    if (!this.hasEnded) this.stream.write(bytes);
  }

  /** Ends its standard input. */
  endInput(): void {
    if (!this.hasEnded) this.stream.end();
  }

  /** Stops reading: its main program blocks once the pipe is full. For a subject that floods. */
  stopReading(): void {
    this.stream.pause();
  }

  /** Waits for its end. Undefined when the engine no longer knows it. */
  async wait(): Promise<ContainerExit | undefined> {
    try {
      const { StatusCode } = (await this.container.wait()) as { StatusCode: number };
      return { code: StatusCode };
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    }
  }

  /** Kills every process in it and removes it with its anonymous volumes. Once it returns it is gone. */
  async destroy(): Promise<void> {
    // First of all nobody holds its streams any more: the engine waits until its output is read, and what `stopReading`
    // left unread would keep it, and the container, for ever.
    this.stream.destroy();
    try {
      await this.container.remove({ force: true, v: true });
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }

  /** Docker's framing of attached streams: stream type, three zeros, length, payload. */
  private demultiplex(chunk: Buffer): void {
    let data = this.pending.length === 0 ? chunk : Buffer.concat([this.pending, chunk]);
    while (data.length >= HEADER) {
      const size = data.readUInt32BE(4);
      if (data.length < HEADER + size) break;
      const payload = data.subarray(HEADER, HEADER + size);
      (data[0] === STDERR ? this.stderr : this.stdout).take(payload);
      data = data.subarray(HEADER + size);
    }
    this.pending = data;
  }
}
