'use strict';

const { Router } = require('express');
const { ApiError } = require('../errors');
const { createNote, deleteNote, findNote, listNotes, presentNote, updateNote } = require('../notes');
const { caller } = require('../tokens');
const { findUser } = require('../users');

const notes = Router();

notes.get('/', async (request, response) => {
  const { id } = caller(request);
  const { owner = id, q, sort = 'id', order = 'asc' } = request.query;
  const found = await listNotes({ owner, q, sort, order });
  response.json(found.map(presentNote));
});

notes.post('/', async (request, response) => {
  const { id } = caller(request);
  const { title, body = '', ownerId = id } = request.body ?? {};
  if (!isTitle(title) || typeof body !== 'string') throw new ApiError(400, 'invalid_request');
  const user = await findUser(id);
  if (!user) throw new ApiError(404, 'not_found');
  response.status(201).json(presentNote(await createNote(ownerId, user.name, title, body)));
});

notes.get('/:id', async (request, response) => {
  caller(request);
  const note = await findNote(request.params.id);
  if (!note) throw new ApiError(404, 'not_found');
  response.json(presentNote(note));
});

notes.patch('/:id', async (request, response) => {
  caller(request);
  const changes = request.body ?? {};
  const { title, body } = changes;
  if (title === undefined && body === undefined) throw new ApiError(400, 'invalid_request');
  if (title !== undefined && !isTitle(title)) throw new ApiError(400, 'invalid_request');
  if (body !== undefined && typeof body !== 'string') throw new ApiError(400, 'invalid_request');
  const note = await updateNote(request.params.id, changes);
  if (!note) throw new ApiError(404, 'not_found');
  response.json(presentNote(note));
});

notes.delete('/:id', async (request, response) => {
  caller(request);
  if (!(await deleteNote(request.params.id))) throw new ApiError(404, 'not_found');
  response.status(204).end();
});

function isTitle(title) {
  return typeof title === 'string' && title !== '';
}

module.exports = { notes };
