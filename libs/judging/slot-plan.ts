import type { LoadedChallenge } from '@assay/challenges';
import type { Limits } from '@assay/contracts';
import {
  ensureDataImage,
  InfrastructureError,
  servicesFor,
  SUBJECT,
  type LanguageRuntime,
  type RuntimeNeeds,
  type ServiceDefinition,
  type ServicePlan,
  type SlotPlan,
} from '@assay/sandbox';
import type Docker from 'dockerode';

/** What a subject gets: the challenge's limits, raised to what its runtime was measured to need. */
export function limitsFor(limits: Limits, needs: RuntimeNeeds): Limits {
  return {
    ...limits,
    memory: Math.max(limits.memory, needs.memory ?? 0),
    processes: Math.max(limits.processes, needs.processes ?? 0),
  };
}

/** What decides which prepared slots a submission can use. */
export function planKey(challenge: LoadedChallenge, runtime: LanguageRuntime): string {
  return `${challenge.slug}@${challenge.hash.slice(0, 12)}/${runtime.image}/${runtime.service ?? ''}`;
}

/**
 * How a slot for this challenge and language is prepared. Makes the images of the challenge's base data where they are
 * not there yet.
 * @throws InfrastructureError when a service's image is missing or its data does not load
 */
export async function makeSlotPlan(
  docker: Docker,
  services: readonly ServiceDefinition[],
  challenge: LoadedChallenge,
  runtime: LanguageRuntime,
): Promise<SlotPlan> {
  const { manifest } = challenge;
  const { needs } = runtime;
  const planned: ServicePlan[] = [];
  for (const id of servicesFor(runtime, manifest.services)) {
    const service = services.find((candidate) => candidate.id === id);
    if (service === undefined) throw new InfrastructureError(`there is no folder for the service "${id}"`);
    planned.push(await planService(docker, service, challenge));
  }
  return {
    key: planKey(challenge, runtime),
    bundle: challenge.bundle,
    subjectImage: runtime.image,
    subjectCommand: runtime.command,
    instances: manifest.service.instances,
    env: manifest.service.env,
    limits: limitsFor(manifest.limits, needs),
    openFiles: Math.max(SUBJECT.openFiles, needs.openFiles ?? 0),
    app: Math.max(SUBJECT.app, needs.app ?? 0),
    tmp: Math.max(SUBJECT.tmp, needs.tmp ?? 0),
    services: planned,
    startMs: Math.max(manifest.service.start, needs.start ?? 0),
  };
}

async function planService(
  docker: Docker,
  service: ServiceDefinition,
  challenge: LoadedChallenge,
): Promise<ServicePlan> {
  const { id, title, port, ready, needs, environment } = service;
  const { image, bytes } = await ensureDataImage(docker, service, challenge.services[id] ?? []);
  const data = needs.data + bytes;
  return {
    id,
    title,
    image,
    port,
    ready,
    environment,
    data,
    memory: needs.memory + data,
    cpu: needs.cpu,
    processes: needs.processes,
    openFiles: needs.openFiles,
  };
}
