import {
  type AssessmentSummary,
  assessmentSummarySchema,
  type AttemptReview,
  attemptReviewSchema,
  type AttemptSummary,
  attemptSummarySchema,
  type ChallengeList,
  challengeListSchema,
  type CreatedInvitation,
  createdInvitationSchema,
  type CreateInvitationBody,
  type ManagerSession,
  managerSessionSchema,
  type SignInBody,
  type SubmissionReview,
  submissionReviewSchema,
} from '@assay/contracts';
import { z } from 'zod';
import { ProblemError, request } from './http';

/** The manager's side of the API. */

/** Who is signed in, or null. */
export async function getSession(): Promise<ManagerSession | null> {
  try {
    return await request('/api/sessions/current', managerSessionSchema);
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 401) return null;
    throw error;
  }
}

export function signIn(body: SignInBody): Promise<ManagerSession> {
  return request('/api/sessions', managerSessionSchema, { method: 'POST', body });
}

export async function signOut(): Promise<void> {
  await request('/api/sessions/current', null, { method: 'DELETE' });
}

/** Ends the manager's sessions in all browsers, this one among them. */
export async function signOutEverywhere(): Promise<void> {
  await request('/api/sessions', null, { method: 'DELETE' });
}

export function listAssessments(): Promise<AssessmentSummary[]> {
  return request('/api/assessments', z.array(assessmentSummarySchema));
}

export function listChallenges(): Promise<ChallengeList> {
  return request('/api/challenges', challengeListSchema);
}

export function listAttempts(): Promise<AttemptSummary[]> {
  return request('/api/attempts', z.array(attemptSummarySchema));
}

export function getAttemptReview(id: string): Promise<AttemptReview> {
  return request(`/api/attempts/${encodeURIComponent(id)}/review`, attemptReviewSchema);
}

export async function addExtraTime(id: string, minutes: number): Promise<void> {
  await request(`/api/attempts/${encodeURIComponent(id)}/extra-time`, null, {
    method: 'POST',
    body: { minutes },
  });
}

export function getSubmissionReview(id: string): Promise<SubmissionReview> {
  return request(`/api/submissions/${encodeURIComponent(id)}/review`, submissionReviewSchema);
}

export function createInvitation(body: CreateInvitationBody): Promise<CreatedInvitation> {
  return request('/api/invitations', createdInvitationSchema, { method: 'POST', body });
}
