import { Router } from 'express';
import { ApiError } from '../errors';
import { wholeNumber } from '../ids';
import { createNote, deleteNote, findNote, isSorting, listNotes, presentNote, updateNote } from '../notes';
import { caller } from '../tokens';

export const notes = Router();

notes.get('/', async (request, response) => {
  const me = await caller(request);
  const { owner = String(me.id), q = '', sort = 'id', order = 'asc' } = request.query;
  const ownerId = wholeNumber(owner);
  if (ownerId === undefined || typeof q !== 'string') throw new ApiError(400, 'invalid_request');
  if (typeof sort !== 'string' || typeof order !== 'string') throw new ApiError(400, 'invalid_request');
  if (!isSorting(sort, order)) throw new ApiError(400, 'invalid_request');
  if (ownerId !== me.id && me.role !== 'admin') throw new ApiError(403, 'forbidden');
  const found = await listNotes({ owner: ownerId, q, sort, order });
  response.json(found.map(presentNote));
});

notes.post('/', async (request, response) => {
  const me = await caller(request);
  const { title, body = '' } = request.body ?? {};
  if (!isTitle(title) || typeof body !== 'string') throw new ApiError(400, 'invalid_request');
  response.status(201).json(presentNote(await createNote(me.id, me.name, title, body)));
});

notes.get('/:id', async (request, response) => {
  const me = await caller(request);
  const note = await findNote(noteId(request.params.id), me.id);
  if (!note) throw new ApiError(404, 'not_found');
  response.json(presentNote(note));
});

notes.patch('/:id', async (request, response) => {
  const me = await caller(request);
  const id = noteId(request.params.id);
  const { title, body } = request.body ?? {};
  if (title === undefined && body === undefined) throw new ApiError(400, 'invalid_request');
  if (title !== undefined && !isTitle(title)) throw new ApiError(400, 'invalid_request');
  if (body !== undefined && typeof body !== 'string') throw new ApiError(400, 'invalid_request');
  const note = await updateNote(id, me.id, title, body);
  if (!note) throw new ApiError(404, 'not_found');
  response.json(presentNote(note));
});

notes.delete('/:id', async (request, response) => {
  const me = await caller(request);
  if (!(await deleteNote(noteId(request.params.id), me.id))) throw new ApiError(404, 'not_found');
  response.status(204).end();
});

function noteId(text: string): number {
  const id = wholeNumber(text);
  if (id === undefined) throw new ApiError(404, 'not_found');
  return id;
}

function isTitle(title: unknown): title is string {
  return typeof title === 'string' && title !== '';
}
