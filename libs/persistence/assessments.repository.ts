import type { AssessmentSummary } from '@assay/contracts';
import type { DataSource } from 'typeorm';

export class AssessmentsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** An organisation's assessments with their challenges, by title. */
  async ofOrganisation(organisationId: string): Promise<AssessmentSummary[]> {
    return this.dataSource.query<AssessmentSummary[]>(
      `SELECT s.id, s.title, s.duration_ms AS "durationMs", s.submissions_max AS "submissionsMax",
              coalesce(
                (SELECT jsonb_agg(jsonb_build_object('slug', c.slug, 'title', v.title) ORDER BY c.position)
                   FROM assessment_challenges c JOIN challenge_versions v ON v.hash = c.challenge_hash
                  WHERE c.assessment_id = s.id), '[]'::jsonb) AS challenges
         FROM assessments s WHERE s.organisation_id = $1 ORDER BY s.title, s.id`,
      [organisationId],
    );
  }
}
