import Fastify from 'fastify';
import { authorRoutes } from './authors';
import { bookRoutes } from './books';
import { handleErrors } from './errors';
import { isIsbn } from './schemas';

export function buildApp() {
  const app = Fastify({
    logger: { level: 'warn' },
    ajv: { customOptions: { allErrors: true, formats: { isbn: isIsbn } } },
  });
  handleErrors(app);
  app.get('/health', () => ({ status: 'ok' }));
  app.register(authorRoutes, { prefix: '/authors' });
  app.register(bookRoutes, { prefix: '/books' });
  return app;
}
