import { Column, JoinColumn, ManyToOne, PrimaryColumn, type ColumnOptions, type ObjectType } from 'typeorm';

/** Shorthands for columns, so that each entity reads as its table. Every name is explicit: migrations are written by hand. */

export function Uuid(name: string, options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: 'uuid', name, ...options });
}

export function Key(
  table: string,
  name = 'id',
  type: 'uuid' | 'varchar' = 'uuid',
  length?: number,
): PropertyDecorator {
  return PrimaryColumn({
    type,
    name,
    primaryKeyConstraintName: `pk_${table}`,
    ...(length === undefined ? {} : { length }),
  });
}

export function Text(name: string, options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: 'text', name, ...options });
}

export function Integer(name: string, options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: 'integer', name, ...options });
}

export function Flag(name: string): PropertyDecorator {
  return Column({ type: 'boolean', name, default: false });
}

/** An instant, kept to the millisecond, as JavaScript keeps it. */
export function Instant(name: string, options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: 'timestamptz', precision: 3, name, ...options });
}

export function Json(name: string, options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: 'jsonb', name, ...options });
}

/** A foreign key beside the plain column `name`. Never loaded: repositories join by hand. */
export function Refers<T>(
  table: string,
  name: string,
  to: () => ObjectType<T>,
  options: { onDelete?: 'CASCADE' | 'RESTRICT' | 'SET NULL'; nullable?: boolean; key?: string } = {},
): PropertyDecorator {
  return (target, property) => {
    ManyToOne(to, {
      onDelete: options.onDelete ?? 'CASCADE',
      nullable: options.nullable ?? false,
    })(target, property);
    JoinColumn({
      name,
      referencedColumnName: options.key ?? 'id',
      foreignKeyConstraintName: `fk_${table}_${name}`,
    })(target, property);
  };
}

/** A challenge version's hash: SHA-256 in hex. */
export function Hash(name: string): PropertyDecorator {
  return Column({ type: 'varchar', length: 64, name });
}
