import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { invalid, invalidQuery, malformedJson, type Faults } from './api-error';

/** Validates a body against its class; other fields are dropped. */
export class BodyPipe extends ValidationPipe {
  constructor() {
    super({ whitelist: true, transform: true, exceptionFactory: (errors) => invalid(faultsOf(errors)) });
  }

  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformedJson();
    return super.transform(value, metadata);
  }
}

/** Validates query parameters against their class. */
export class QueryPipe extends ValidationPipe {
  constructor() {
    super({ whitelist: true, transform: true, exceptionFactory: (errors) => invalidQuery(faultsOf(errors)) });
  }
}

function faultsOf(errors: ValidationError[]): Faults {
  return Object.fromEntries(
    errors.map(({ property, constraints = {} }) => [property, Object.values(constraints).join(', ')]),
  );
}
