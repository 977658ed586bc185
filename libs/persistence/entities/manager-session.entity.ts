import { Entity, Index, type Relation } from 'typeorm';
import { Instant, Key, Refers, Text, Uuid } from './columns';
import { UserEntity } from './user.entity';

@Entity('manager_sessions')
@Index('uq_manager_sessions_token_hash', ['tokenHash'], { unique: true })
@Index('ix_manager_sessions_previous_hash', ['previousHash'])
@Index('ix_manager_sessions_expires_at', ['expiresAt'])
@Index('ix_manager_sessions_user_id', ['userId'])
export class ManagerSessionEntity {
  @Key('manager_sessions') id: string;
  @Uuid('user_id') userId: string;
  @Refers('manager_sessions', 'user_id', () => UserEntity) user: Relation<UserEntity>;
  /** SHA-256 of the cookie, hex. */
  @Text('token_hash') tokenHash: string;
  /** The cookie before the last rotation, which requests already under way may still carry for a moment. */
  @Text('previous_hash', { nullable: true }) previousHash: string | null;
  @Instant('created_at') createdAt: Date;
  @Instant('rotated_at') rotatedAt: Date;
  /** The last request, to the minute. */
  @Instant('seen_at') seenAt: Date;
  @Instant('expires_at') expiresAt: Date;
}
