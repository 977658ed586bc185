// The address of the platform's own PostgreSQL, where it runs.
import { Engine } from './engine-api.mjs';
import { secrets } from './state.mjs';

const PORT = 5432;

/** @returns {Promise<string | undefined>} DATABASE_URL, else that of the container of `npm start`; undefined when neither is there */
export async function platformDatabaseUrl() {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
  const project = process.env.ASSAY_PROJECT || 'assay';
  const labels = [`com.docker.compose.project=${project}`, 'com.docker.compose.service=postgresql'];
  const [container] = await new Engine().containers(labels, { running: true });
  const port = container?.Ports.find((one) => one.PrivatePort === PORT)?.PublicPort;
  return port ? `postgres://assay:${secrets().postgresPassword}@127.0.0.1:${port}/assay` : undefined;
}
