export * from './judging';
export { limitsFor, makeSlotPlan } from './slot-plan';
export { answersOf, failedGroups, type Answer, type Gate } from './gates';
export type { JudgingEvent } from './supervisor';
export { InfrastructureError, LockdownError } from '@assay/sandbox';
