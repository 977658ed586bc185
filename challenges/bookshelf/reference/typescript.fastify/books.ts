import { changeBook, createBook, deleteBook, findBook, listBooks } from './book-store';
import type { ZodPlugin } from './app';
import { bookChange, bookQuery, idParams, newBook } from './schemas';

export const bookRoutes: ZodPlugin = async (app) => {
  app.get('/', { schema: { querystring: bookQuery } }, (request) => listBooks(request.query));

  app.post('/', { schema: { body: newBook } }, async (request, reply) => {
    const book = await createBook(request.body);
    return reply.code(201).header('location', `/books/${book.id}`).send(book);
  });

  app.get('/:id', { schema: { params: idParams } }, (request) => findBook(request.params.id));

  app.patch('/:id', { schema: { params: idParams, body: bookChange } }, (request) =>
    changeBook(request.params.id, request.body),
  );

  app.delete('/:id', { schema: { params: idParams } }, async (request, reply) => {
    await deleteBook(request.params.id);
    return reply.code(204).send();
  });
};
