import type { FastifyError, FastifyInstance, FastifySchemaValidationError } from 'fastify';
import { ApiError, invalid, invalidQuery, malformedJson, notFound, type Faults } from './api-error';

/** Gives every error the one shape that errors have. */
export function handleErrors(app: FastifyInstance): void {
  app.setNotFoundHandler(() => {
    throw notFound('path');
  });
  app.setErrorHandler(async (thrown: FastifyError, request, reply) => {
    const { statusCode, code, message, fields } = toApiError(thrown);
    if (statusCode === 500) request.log.error(thrown);
    return reply.code(statusCode).send({ error: { code, message, fields } });
  });
}

function toApiError(error: FastifyError): ApiError {
  if (error instanceof ApiError) return error;
  if (error.validation) {
    if (error.validationContext === 'params') return notFound('id');
    const fields = faultsOf(error.validation);
    if (error.validationContext === 'querystring') return invalidQuery(fields);
    return '' in fields ? malformedJson() : invalid(fields);
  }
  // What Fastify throws for a body that it can't read.
  if (error.statusCode !== undefined && error.statusCode < 500) return malformedJson();
  return new ApiError(500, 'internal', 'Something failed');
}

function faultsOf(faults: FastifySchemaValidationError[]): Faults {
  return Object.fromEntries(
    faults.map(({ instancePath, params, message }) => [
      String(params.missingProperty ?? instancePath.slice(1)),
      message ?? 'is not valid',
    ]),
  );
}
