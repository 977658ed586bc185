export * from './judging';
export type { JudgingEvent } from './supervisor';
export { InfrastructureError, LockdownError } from '@assay/sandbox';
