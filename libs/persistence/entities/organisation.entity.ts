import { Entity } from 'typeorm';
import { Instant, Key, Text } from './columns';

@Entity('organisations')
export class OrganisationEntity {
  @Key('organisations') id: string;
  @Text('name') name: string;
  @Instant('created_at') createdAt: Date;
}
