import {
  type AttemptView,
  attemptViewSchema,
  type CandidateChallenge,
  candidateChallengeSchema,
  type CreatedSubmission,
  createdSubmissionSchema,
  type CreateSubmissionBody,
  type OpenedInvitation,
  openedInvitationSchema,
  type SaveDraftBody,
  type SavedDraft,
  savedDraftSchema,
  type SubmissionView,
  submissionViewSchema,
} from '@assay/contracts';
import { z } from 'zod';
import { request } from './http';

/** The candidate's side of the API. */

export function openInvitation(token: string): Promise<OpenedInvitation> {
  return request('/api/invitations/open', openedInvitationSchema, { method: 'POST', body: { token } });
}

export function getAttempt(id: string): Promise<AttemptView> {
  return request(`/api/attempts/${encodeURIComponent(id)}`, attemptViewSchema);
}

export function startAttempt(id: string): Promise<AttemptView> {
  return request(`/api/attempts/${encodeURIComponent(id)}/start`, attemptViewSchema, { method: 'POST' });
}

export function finishAttempt(id: string): Promise<AttemptView> {
  return request(`/api/attempts/${encodeURIComponent(id)}/finish`, attemptViewSchema, { method: 'POST' });
}

export function getChallenge(attemptId: string, slug: string): Promise<CandidateChallenge> {
  return request(
    `/api/attempts/${encodeURIComponent(attemptId)}/challenges/${slug}`,
    candidateChallengeSchema,
  );
}

export function saveDraft(
  attemptId: string,
  slug: string,
  body: SaveDraftBody,
  options: { keepalive?: boolean } = {},
): Promise<SavedDraft> {
  return request(
    `/api/attempts/${encodeURIComponent(attemptId)}/challenges/${slug}/draft`,
    savedDraftSchema,
    {
      method: 'PUT',
      body,
      ...options,
    },
  );
}

export function createSubmission(attemptId: string, body: CreateSubmissionBody): Promise<CreatedSubmission> {
  return request(`/api/attempts/${encodeURIComponent(attemptId)}/submissions`, createdSubmissionSchema, {
    method: 'POST',
    body,
  });
}

/** Runs and submissions of all challenges, the newest first. */
export async function listSubmissions(attemptId: string): Promise<SubmissionView[]> {
  const found = await request(
    `/api/attempts/${encodeURIComponent(attemptId)}/submissions`,
    z.array(submissionViewSchema),
  );
  return found.sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

export function getSubmission(id: string): Promise<SubmissionView> {
  return request(`/api/submissions/${encodeURIComponent(id)}`, submissionViewSchema);
}
