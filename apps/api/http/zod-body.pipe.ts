import { createZodValidationPipe } from 'nestjs-zod';
import { ZodError } from 'zod';
import { AppError } from './app-error';

/** Checks bodies against the schema of their DTO. */
export const ZodBodyPipe = createZodValidationPipe({
  createValidationException: (error) => {
    if (!(error instanceof ZodError)) return new AppError('invalid_body', 'The body is not valid.');
    const issues = error.issues.slice(0, 50).map((issue) => ({
      path: issue.path.map(String).join('.'),
      message: issue.message,
    }));
    const first = issues[0];
    const detail =
      first === undefined
        ? 'The body is not valid.'
        : `${first.path === '' ? 'The body' : first.path}: ${first.message}.`;
    return new AppError('invalid_body', detail, { issues });
  },
});
