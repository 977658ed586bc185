import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyPluginAsync,
  type FastifyTypeProvider,
  type RawServerDefault,
} from 'fastify';
import type { z } from 'zod';
import { authorRoutes } from './authors';
import { bookRoutes } from './books';
import { handleErrors } from './errors';

/** Routes declare their input as zod schemas, and handlers see the types that these give. */
interface ZodTypes extends FastifyTypeProvider {
  validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown;
}
export type ZodPlugin = FastifyPluginAsync<Record<never, never>, RawServerDefault, ZodTypes>;

export function buildApp() {
  const app = Fastify({ logger: { level: 'warn' } }).withTypeProvider<ZodTypes>();
  app.setValidatorCompiler<z.ZodType>(({ schema }) => (data) => {
    const { success, data: value, error } = schema.safeParse(data);
    return success ? { value } : { error };
  });
  handleErrors(app);
  app.get('/health', () => ({ status: 'ok' }));
  app.register(authorRoutes, { prefix: '/authors' });
  app.register(bookRoutes, { prefix: '/books' });
  return app;
}
