import path from 'node:path';
import { serviceSchema, sizeSchema, type Service } from '@assay/contracts';
import { z } from 'zod';
import { parseManifest, readManifests, type ManifestSource } from './manifest-file';

const serviceManifestSchema = z.strictObject({
  schema: z.literal(1),
  /** Shown to people, such as "PostgreSQL 17". */
  title: z.string().min(1),
  port: z.int().min(1_024).max(65_535),
  /** What it prints once it listens. */
  ready: z.string().min(1),
  needs: z.strictObject({
    /** Without the data folder, which lies in memory as well. Out: bytes. */
    memory: sizeSchema,
    cpu: z.number().min(0.1).max(16),
    processes: z.int().min(1).max(1_024),
    openFiles: z.int().min(64).max(65_536),
    /** Room for what a submission and the suite add to the base data. Out: bytes. */
    data: sizeSchema,
  }),
  /** What a subject is told. `{{app}}` is the slot's password of role `app`. */
  environment: z.record(z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/), z.string().min(1)),
});

/** A service that a folder under `sandbox/services/` offers to slots. */
export interface ServiceDefinition extends z.infer<typeof serviceManifestSchema> {
  readonly id: Service;
  readonly image: string;
}

/** @throws Error that names the file when a manifest is broken or of a service that nobody knows */
export function servicesOf(sources: readonly ManifestSource[]): ServiceDefinition[] {
  return sources.map((source) => {
    const id = serviceSchema.safeParse(source.folder);
    if (!id.success) throw new Error(`${source.file}: there is no service "${source.folder}"`);
    return {
      ...parseManifest(source, serviceManifestSchema),
      id: id.data,
      image: `assay/service-${source.folder}:latest`,
    };
  });
}

/**
 * Reads which services slots can have: every folder under `sandbox/services/` with a service.yaml.
 * @param directory the project's `sandbox` folder
 * @throws Error that names the file when a manifest is broken
 */
export async function readServices(directory: string): Promise<ServiceDefinition[]> {
  return servicesOf(await readManifests(path.join(directory, 'services'), 'service.yaml'));
}
