import { createZodValidationPipe } from 'nestjs-zod';
import { ZodError } from 'zod';
import { AppError } from './app-error';

/** A message names keys as they were sent, and those may be as long as the body. */
const TEXT_MAX = 300;

/** Checks bodies against the schema of their DTO. */
export const ZodBodyPipe = createZodValidationPipe({
  createValidationException: (error) => {
    if (!(error instanceof ZodError)) return new AppError('invalid_body', 'The body is not valid.');
    const issues = error.issues.slice(0, 50).map((issue) => ({
      path: shortened(issue.path.map(String).join('.')),
      message: shortened(issue.message),
    }));
    const first = issues[0];
    const detail =
      first === undefined
        ? 'The body is not valid.'
        : `${first.path === '' ? 'The body' : first.path}: ${first.message}.`;
    return new AppError('invalid_body', detail, { issues });
  },
});

function shortened(text: string): string {
  return text.length <= TEXT_MAX ? text : `${text.slice(0, TEXT_MAX).toWellFormed()}…`;
}
