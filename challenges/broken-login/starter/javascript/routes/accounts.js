'use strict';

const { Router } = require('express');
const { ApiError } = require('../errors');
const { hashPassword, verifyPassword } = require('../passwords');
const { caller, issueToken } = require('../tokens');
const { createUser, findUser, findUserByEmail, listUsers, presentUser, updateUser } = require('../users');

const accounts = Router();

accounts.post('/register', async (request, response) => {
  const { email, password, name, role } = request.body ?? {};
  const valid =
    typeof email === 'string' &&
    email.includes('@') &&
    typeof password === 'string' &&
    password.length >= 8 &&
    typeof name === 'string' &&
    name !== '';
  if (!valid) throw new ApiError(400, 'invalid_request');
  if (await findUserByEmail(email)) throw new ApiError(409, 'email_taken');
  await createUser(email, name, await hashPassword(password), role ?? 'member');
  response.status(202).json({ status: 'accepted' });
});

accounts.post('/login', async (request, response) => {
  const { email, password } = request.body ?? {};
  if (typeof email !== 'string' || typeof password !== 'string') throw new ApiError(400, 'invalid_request');
  const user = await findUserByEmail(email);
  if (!user) throw new ApiError(404, 'no_such_account');
  if (!(await verifyPassword(password, user.password_hash))) throw new ApiError(401, 'wrong_password');
  response.json({ token: issueToken(user) });
});

accounts.get('/me', async (request, response) => {
  const user = await findUser(caller(request).id);
  if (!user) throw new ApiError(404, 'not_found');
  response.json(presentUser(user));
});

accounts.patch('/me', async (request, response) => {
  const { id } = caller(request);
  const changes = request.body ?? {};
  if (typeof changes.name !== 'string' || changes.name === '') throw new ApiError(400, 'invalid_request');
  const user = await updateUser(id, changes);
  if (!user) throw new ApiError(404, 'not_found');
  response.json(presentUser(user));
});

accounts.get('/users', async (request, response) => {
  if (caller(request).role !== 'admin') throw new ApiError(403, 'forbidden');
  response.json((await listUsers()).map(presentUser));
});

accounts.get('/users/:id', async (request, response) => {
  caller(request);
  const user = await findUser(request.params.id);
  if (!user) throw new ApiError(404, 'not_found');
  response.json(presentUser(user));
});

module.exports = { accounts };
