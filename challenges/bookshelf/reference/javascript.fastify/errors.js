import { z } from 'zod';
import { ApiError, invalid, invalidQuery, malformedJson, notFound } from './api-error.js';

/** Gives every error the one shape that errors have. */
export function handleErrors(app) {
  app.setNotFoundHandler(() => {
    throw notFound('path');
  });
  app.setErrorHandler(async (thrown, request, reply) => {
    const { statusCode, code, message, fields } = toApiError(thrown);
    if (statusCode === 500) request.log.error(thrown);
    return reply.code(statusCode).send({ error: { code, message, fields } });
  });
}

function toApiError(error) {
  if (error instanceof ApiError) return error;
  if (error instanceof z.ZodError) {
    if (error.validationContext === 'params') return notFound('id');
    if (error.validationContext === 'querystring') return invalidQuery(faultsOf(error));
    const notAnObject = error.issues.some((issue) => issue.path.length === 0);
    return notAnObject ? malformedJson() : invalid(faultsOf(error));
  }
  // What Fastify throws for a body that it can't read.
  if (error.statusCode !== undefined && error.statusCode < 500) return malformedJson();
  return new ApiError(500, 'internal', 'Something failed');
}

function faultsOf(error) {
  return Object.fromEntries(error.issues.map((issue) => [String(issue.path[0]), issue.message]));
}
