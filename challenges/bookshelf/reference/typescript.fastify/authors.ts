import { createAuthor, deleteAuthor, findAuthor } from './author-store';
import type { ZodPlugin } from './app';
import { idParams, newAuthor } from './schemas';

export const authorRoutes: ZodPlugin = async (app) => {
  app.post('/', { schema: { body: newAuthor } }, async (request, reply) => {
    const author = await createAuthor(request.body.name);
    return reply.code(201).header('location', `/authors/${author.id}`).send(author);
  });

  app.get('/:id', { schema: { params: idParams } }, (request) => findAuthor(request.params.id));

  app.delete('/:id', { schema: { params: idParams } }, async (request, reply) => {
    await deleteAuthor(request.params.id);
    return reply.code(204).send();
  });
};
