export * from './judging';
export { limitsFor, makeSlotPlan, planKey, servicesFor } from './slot-plan';
export { answersOf, failedGroups, type Answer, type Gate } from './gates';
export { entryOf } from './subject-work';
export type { JudgingEvent } from './supervisor';
export { InfrastructureError, LockdownError } from '@assay/sandbox';
