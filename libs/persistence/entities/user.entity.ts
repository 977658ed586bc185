import { Entity, Index, type Relation } from 'typeorm';
import { Instant, Key, Refers, Text, Uuid } from './columns';
import { OrganisationEntity } from './organisation.entity';

/** Someone who manages assessments. */
@Entity('users')
@Index('uq_users_email', ['email'], { unique: true })
export class UserEntity {
  @Key('users') id: string;
  @Uuid('organisation_id') organisationId: string;
  @Refers('users', 'organisation_id', () => OrganisationEntity) organisation: Relation<OrganisationEntity>;
  /** Lower case. */
  @Text('email') email: string;
  @Text('name') name: string;
  /** Argon2id, with its parameters. */
  @Text('password_hash') passwordHash: string;
  @Instant('created_at') createdAt: Date;
}
