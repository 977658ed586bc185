import { changeBook, createBook, deleteBook, findBook, listBooks } from './book-store';
import type { FastifyPluginAsync } from 'fastify';
import {
  bookChange,
  bookQuery,
  idParams,
  newBook,
  type BookChange,
  type BookQuery,
  type IdParams,
  type NewBook,
} from './schemas';

export const bookRoutes: FastifyPluginAsync = async (app) => {
  app.get<{ Querystring: BookQuery }>('/', { schema: { querystring: bookQuery } }, (request) =>
    listBooks(request.query),
  );

  app.post<{ Body: NewBook }>('/', { schema: { body: newBook } }, async (request, reply) => {
    const book = await createBook(request.body);
    return reply.code(201).header('location', `/books/${book.id}`).send(book);
  });

  app.get<{ Params: IdParams }>('/:id', { schema: { params: idParams } }, (request) =>
    findBook(request.params.id),
  );

  app.patch<{ Params: IdParams; Body: BookChange }>(
    '/:id',
    { schema: { params: idParams, body: bookChange } },
    (request) => changeBook(request.params.id, request.body),
  );

  app.delete<{ Params: IdParams }>('/:id', { schema: { params: idParams } }, async (request, reply) => {
    await deleteBook(request.params.id);
    return reply.code(204).send();
  });
};
