import { createHash } from 'node:crypto';
import type Docker from 'dockerode';
import { pack } from 'tar-stream';
import { infrastructure, InfrastructureError } from './errors';
import { LABELS } from './labels';

const SERVICE_IMAGE = 'assay/service-postgresql:latest';

/** SQL that a challenge's PostgreSQL starts with, in this order. */
export interface PostgresqlData {
  readonly schemaSql: string;
  readonly seedSql: string;
  readonly grantsSql: string;
}

const DOCKERFILE = `FROM ${SERVICE_IMAGE}
COPY --chown=postgres:postgres sql /tmp/sql
USER postgres
RUN /usr/local/bin/slot-load.sh /tmp/sql
USER root
RUN ln -sf /data/passwd /etc/passwd
`;

/**
 * The image that holds a challenge's base data, made where it is not there yet. It is named by what it is made of, so
 * that a challenge version has one and nothing is built twice.
 * @returns the image's name
 * @throws InfrastructureError with the database's words when the SQL does not load
 */
export async function ensurePostgresqlImage(docker: Docker, data: PostgresqlData): Promise<string> {
  return infrastructure('making the image of the challenge’s base data', async () => {
    const service = await docker.getImage(SERVICE_IMAGE).inspect();
    const hash = createHash('sha256').update(
      JSON.stringify([service.Id, DOCKERFILE, data.schemaSql, data.seedSql, data.grantsSql]),
    );
    const name = `assay/data-postgresql:${hash.digest('hex').slice(0, 24)}`;
    const exists = await docker
      .getImage(name)
      .inspect()
      .then(() => true)
      .catch(() => false);
    if (exists) return name;

    const context = pack();
    context.entry({ name: 'Dockerfile' }, DOCKERFILE);
    context.entry({ name: 'sql/schema.sql' }, data.schemaSql);
    context.entry({ name: 'sql/seed.sql' }, data.seedSql);
    context.entry({ name: 'sql/grants.sql' }, data.grantsSql);
    context.finalize();
    const stream = await docker.buildImage(context as unknown as NodeJS.ReadableStream, {
      t: name,
      labels: { [LABELS.data]: 'postgresql' },
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
    return name;
  });
}
