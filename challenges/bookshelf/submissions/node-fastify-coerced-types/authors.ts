import { createAuthor, deleteAuthor, findAuthor } from './author-store';
import type { FastifyPluginAsync } from 'fastify';
import { idParams, newAuthor, type IdParams, type NewAuthor } from './schemas';

export const authorRoutes: FastifyPluginAsync = async (app) => {
  app.post<{ Body: NewAuthor }>('/', { schema: { body: newAuthor } }, async (request, reply) => {
    const author = await createAuthor(request.body.name);
    return reply.code(201).header('location', `/authors/${author.id}`).send(author);
  });

  app.get<{ Params: IdParams }>('/:id', { schema: { params: idParams } }, (request) =>
    findAuthor(request.params.id),
  );

  app.delete<{ Params: IdParams }>('/:id', { schema: { params: idParams } }, async (request, reply) => {
    await deleteAuthor(request.params.id);
    return reply.code(204).send();
  });
};
