import { createHash } from 'node:crypto';
import type Docker from 'dockerode';
import { pack } from 'tar-stream';
import { isGone } from './engine';
import { infrastructure, InfrastructureError } from './errors';
import { LABELS } from './labels';
import type { ServiceDefinition } from './services';

/** A file that a service's base data is made from. */
export interface DataFile {
  /** Below the folder that the service's loader gets. */
  readonly path: string;
  readonly content: Buffer;
}

/** A service with a challenge's base data. */
export interface DataImage {
  readonly image: string;
  /** Bytes of the base data. */
  readonly bytes: number;
}

/** What every service's image brings: a loader that runs as the image's own user, and a last step as root where it has one. */
const dockerfile = (image: string): string => `FROM ${image}
COPY seed /tmp/seed
RUN /usr/local/bin/slot-load.sh /tmp/seed
USER root
RUN if [ -x /usr/local/bin/slot-seal.sh ]; then /usr/local/bin/slot-seal.sh; fi
`;

/**
 * The name of the image that holds this base data: made of what it is made of, so that a challenge version has one and
 * nothing is built twice.
 * @param serviceImageId the engine's id of the service's own image
 */
export function dataImageName(
  service: ServiceDefinition,
  serviceImageId: string,
  files: readonly DataFile[],
): string {
  const hash = createHash('sha256').update(`${serviceImageId}\0${dockerfile(service.image)}`);
  for (const { path, content } of files) hash.update(`${path}\0${content.length}\0`).update(content);
  return `assay/data-${service.id}:${hash.digest('hex').slice(0, 24)}`;
}

/**
 * The image that holds a challenge's base data, made where it is not there yet.
 * @throws InfrastructureError with the service's words when the data does not load
 */
export async function ensureDataImage(
  docker: Docker,
  service: ServiceDefinition,
  files: readonly DataFile[],
): Promise<DataImage> {
  return infrastructure(`making the image of the challenge’s base data for ${service.title}`, async () => {
    const base = await docker.getImage(service.image).inspect();
    const image = dataImageName(service, base.Id, files);
    const size = async (): Promise<number | undefined> => {
      try {
        return (await docker.getImage(image).inspect()).Size;
      } catch (error) {
        if (isGone(error)) return undefined;
        throw error;
      }
    };
    let bytes = await size();
    if (bytes === undefined) {
      await build(docker, image, service, files);
      bytes = await size();
    }
    return { image, bytes: Math.max(0, (bytes ?? 0) - base.Size) };
  });
}

async function build(
  docker: Docker,
  image: string,
  service: ServiceDefinition,
  files: readonly DataFile[],
): Promise<void> {
  const context = pack();
  context.entry({ name: 'Dockerfile' }, dockerfile(service.image));
  context.entry({ name: 'seed', type: 'directory', mode: 0o755 });
  const folders = new Set(files.map(({ path }) => path.split('/').slice(0, -1).join('/')));
  for (const folder of folders)
    if (folder !== '') context.entry({ name: `seed/${folder}`, type: 'directory', mode: 0o755 });
  for (const { path, content } of files) context.entry({ name: `seed/${path}`, mode: 0o644 }, content);
  context.finalize();
  const stream = await docker.buildImage(context as unknown as NodeJS.ReadableStream, {
    t: image,
    labels: { [LABELS.data]: service.id },
    forcerm: true,
    networkmode: 'none',
  });
  await new Promise<void>((resolve, reject) => {
    let said = '';
    let refused = false;
    docker.modem.followProgress(
      stream,
      (error: Error | null | undefined) => {
        if (!error && !refused) resolve();
        else
          reject(new InfrastructureError(`${error?.message ?? 'the build failed'}. ${said.slice(-1_500)}`));
      },
      (event: { stream?: string; error?: string }) => {
        refused ||= event.error !== undefined;
        said += event.stream ?? event.error ?? '';
      },
    );
  });
}
