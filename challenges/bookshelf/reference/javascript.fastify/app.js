import Fastify from 'fastify';
import { authorRoutes } from './authors.js';
import { bookRoutes } from './books.js';
import { handleErrors } from './errors.js';

export function buildApp() {
  const app = Fastify({ logger: { level: 'warn' } });
  // Routes declare their input as zod schemas.
  app.setValidatorCompiler(({ schema }) => (data) => {
    const { success, data: value, error } = schema.safeParse(data);
    return success ? { value } : { error };
  });
  handleErrors(app);
  app.get('/health', () => ({ status: 'ok' }));
  app.register(authorRoutes, { prefix: '/authors' });
  app.register(bookRoutes, { prefix: '/books' });
  return app;
}
