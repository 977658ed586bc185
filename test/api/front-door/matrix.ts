import type { Problem } from '@assay/contracts';
import { MAIN, type Organisation } from '../../support/builders';
import { ROLES, type Role, type Target } from './cast';

/** A status of success, or the code of the problem. */
export type Expected = 200 | 201 | 202 | 204 | Problem['code'];

export interface Entry {
  /** A body that the owner or manager would send. */
  readonly body?: (target: Target, organisation: Organisation) => object;
  readonly expected: Readonly<Record<Role, Expected>>;
}

const all = (expected: Expected): Record<Role, Expected> =>
  Object.fromEntries(ROLES.map((role) => [role, expected])) as Record<Role, Expected>;

/** Open to the candidate of the attempt. To everybody else it does not exist. */
const ofCandidate = (owner: Expected, over: Expected = owner): Record<Role, Expected> => ({
  ...all('not_found'),
  owner,
  finished: over,
  timedOut: over,
});

/** Open to managers who are signed in. `other`: what another organisation's manager is told. */
const ofManager = (manager: Expected, other: Expected = manager): Record<Role, Expected> => ({
  ...all('unauthenticated'),
  manager,
  otherManager: other,
});

const files = { language: 'typescript', files: [MAIN] };

/** Every route, times every role. A route that is not here fails the test, and so does one that is no more. */
export const MATRIX: Readonly<Record<string, Entry>> = {
  'GET /api/health': { expected: all(200) },
  'GET /api/languages': { expected: all(200) },
  'GET /api/platform': { expected: ofManager(200) },
  'GET /api/assessments': { expected: ofManager(200) },
  'GET /api/challenges': { expected: ofManager(200) },

  'POST /api/sessions': {
    expected: all(201),
    body: (_target, { managerEmail, password }) => ({ email: managerEmail, password }),
  },
  'GET /api/sessions/current': { expected: ofManager(200) },
  'DELETE /api/sessions/current': { expected: ofManager(204) },
  'DELETE /api/sessions': { expected: ofManager(204) },

  'POST /api/invitations': {
    expected: ofManager(201, 'not_found'),
    body: ({ assessmentId }) => ({ assessmentId, candidateName: 'A', candidateEmail: 'a@assay.example' }),
  },
  'POST /api/invitations/open': { expected: all(200), body: ({ token }) => ({ token }) },

  'GET /api/attempts': { expected: ofManager(200) },
  'GET /api/attempts/{id}/review': { expected: ofManager(200, 'not_found') },
  'POST /api/attempts/{id}/extra-time': {
    expected: ofManager(200, 'not_found'),
    body: () => ({ minutes: 5 }),
  },

  'GET /api/attempts/{id}': { expected: ofCandidate(200) },
  'POST /api/attempts/{id}/start': { expected: ofCandidate('attempt_already_started', 'attempt_over') },
  'POST /api/attempts/{id}/finish': { expected: ofCandidate(200, 'attempt_over') },
  'GET /api/attempts/{id}/events': { expected: ofCandidate(200) },
  'GET /api/attempts/{id}/challenges/{slug}': { expected: ofCandidate(200) },
  'PUT /api/attempts/{id}/challenges/{slug}/draft': {
    expected: ofCandidate(200, 'attempt_over'),
    body: () => ({ ...files, revision: 0 }),
  },
  'GET /api/attempts/{id}/submissions': { expected: ofCandidate(200) },
  'POST /api/attempts/{id}/submissions': {
    expected: ofCandidate(202, 'attempt_over'),
    body: () => ({ ...files, challenge: 'login' }),
  },

  'GET /api/submissions/{id}': { expected: ofCandidate(200) },
  'GET /api/submissions/{id}/events': { expected: ofCandidate(200) },
  'GET /api/submissions/{id}/review': { expected: ofManager(200, 'not_found') },
};
