import { Entity, Index, type Relation } from 'typeorm';
import { Instant, Json, Key, Refers, Text, Uuid } from './columns';
import { OrganisationEntity } from './organisation.entity';

/** What a manager did, written in the transaction that did it. */
@Entity('audit')
@Index('ix_audit_organisation_id', ['organisationId', 'at'])
export class AuditEntity {
  @Key('audit') id: string;
  @Uuid('organisation_id') organisationId: string;
  @Refers('audit', 'organisation_id', () => OrganisationEntity) organisation: Relation<OrganisationEntity>;
  /** No foreign key: the row outlives the user. */
  @Uuid('user_id') userId: string;
  @Text('action') action: string;
  @Uuid('subject_id') subjectId: string;
  @Json('detail', { default: {} }) detail: Record<string, string | number>;
  @Instant('at') at: Date;
}
