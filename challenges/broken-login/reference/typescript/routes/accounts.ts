import { Router } from 'express';
import { ApiError } from '../errors';
import { wholeNumber } from '../ids';
import { beginLogin, loginSucceeded } from '../login-limiter';
import { hashPassword, verifyPassword } from '../passwords';
import { caller, issueToken } from '../tokens';
import { createUser, findUser, findUserByEmail, listUsers, presentUser, renameUser } from '../users';

export const accounts = Router();

/** Verified for addresses without an account, so that these take as long as the others. */
const nobodysHash = hashPassword('nobody has this password');

accounts.post('/register', async (request, response) => {
  const { email, password, name } = request.body ?? {};
  const valid =
    typeof email === 'string' &&
    email.includes('@') &&
    typeof password === 'string' &&
    password.length >= 8 &&
    typeof name === 'string' &&
    name !== '';
  if (!valid) throw new ApiError(400, 'invalid_request');
  await createUser(email, name, await hashPassword(password));
  response.status(202).json({ status: 'accepted' });
});

accounts.post('/login', async (request, response) => {
  const { email, password } = request.body ?? {};
  if (typeof email !== 'string' || typeof password !== 'string') throw new ApiError(400, 'invalid_request');
  const wait = beginLogin(email);
  if (wait !== undefined) {
    response.set('Retry-After', String(wait));
    throw new ApiError(429, 'too_many_attempts');
  }
  const user = await findUserByEmail(email);
  const matches = await verifyPassword(password, user?.password_hash ?? (await nobodysHash));
  if (!user || !matches) throw new ApiError(401, 'invalid_credentials');
  loginSucceeded(email);
  response.json({ token: issueToken(user) });
});

accounts.get('/me', async (request, response) => {
  response.json(presentUser(await caller(request)));
});

accounts.patch('/me', async (request, response) => {
  const { id } = await caller(request);
  const { name } = request.body ?? {};
  if (typeof name !== 'string' || name === '') throw new ApiError(400, 'invalid_request');
  const user = await renameUser(id, name);
  if (!user) throw new ApiError(401, 'unauthenticated');
  response.json(presentUser(user));
});

accounts.get('/users', async (request, response) => {
  if ((await caller(request)).role !== 'admin') throw new ApiError(403, 'forbidden');
  response.json((await listUsers()).map(presentUser));
});

accounts.get('/users/:id', async (request, response) => {
  const me = await caller(request);
  const id = wholeNumber(request.params.id);
  const visible = id !== undefined && (id === me.id || me.role === 'admin');
  const user = visible ? await findUser(id) : undefined;
  if (!user) throw new ApiError(404, 'not_found');
  response.json(presentUser(user));
});
