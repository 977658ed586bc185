import { z } from 'zod';

/** Every error code that a person can meet, with its HTTP status and title. A code without both does not compile. */
export const PROBLEMS = {
  invalid_body: { status: 400, title: 'The body is not valid' },
  invalid_json: { status: 400, title: 'The body is not JSON' },
  invalid_encoding: { status: 400, title: 'The text is not UTF-8' },
  invalid_path: { status: 400, title: 'A file path is not allowed' },
  protected_file: { status: 400, title: 'A file is read-only' },
  submission_empty: { status: 400, title: 'The submission is empty' },
  too_many_files: { status: 400, title: 'The submission has too many files' },
  unknown_language: { status: 400, title: 'The language is not offered' },
  submission_too_large: { status: 413, title: 'The submission is too large' },
  body_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body must be application/json' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  invalid_credentials: { status: 401, title: 'The e-mail address or the password is wrong' },
  forbidden: { status: 403, title: 'Not allowed' },
  cross_site: { status: 403, title: 'The request came from another site' },
  not_found: { status: 404, title: 'Not found' },
  unknown_challenge: { status: 404, title: 'There is no such challenge' },
  method_not_allowed: { status: 405, title: 'The method is not allowed' },
  invitation_expired: { status: 410, title: 'The invitation has expired' },
  attempt_not_started: { status: 409, title: 'The attempt has not started' },
  attempt_already_started: { status: 409, title: 'The attempt has already started' },
  attempt_over: { status: 409, title: 'The attempt is over' },
  draft_conflict: { status: 409, title: 'The files were changed elsewhere' },
  submissions_exhausted: { status: 409, title: 'No submissions are left' },
  runs_exhausted: { status: 409, title: 'No runs are left' },
  judging_in_progress: { status: 409, title: 'The last one is still being judged' },
  language_off: { status: 409, title: 'The language is off' },
  challenge_unavailable: { status: 503, title: 'The challenge can not be served' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  not_ready: { status: 503, title: 'The platform is not ready' },
  internal: { status: 500, title: 'Something failed on our side' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

/** RFC 9457, with our code and request id. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** What happened and what to do about it. */
  detail: z.string(),
  code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
  requestId: z.string(),
  /** For `invalid_body`: where. */
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** For `draft_conflict`: what the server holds. */
  current: z.unknown().optional(),
});
export type Problem = z.infer<typeof problemSchema>;
