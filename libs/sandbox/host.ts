import type Docker from 'dockerode';
import type { OciRuntime } from './lockdown';
import type { SocketCap } from './socket-memory';

/** An engine to run locked-down containers on. */
export interface EngineHost {
  readonly docker: Docker;
  readonly seccompProfile: string;
  readonly owner: string;
  readonly runtime: OciRuntime | undefined;
}

/** An engine whose lock-down was proven, as slots need it. */
export interface SandboxHost extends EngineHost {
  /** What bounds socket buffers here, as the probe found. */
  readonly socketCap: SocketCap;
  /** Processors of the engine's machine. */
  readonly processors: number;
}
