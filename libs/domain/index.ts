export * from './attempt-state';
export * from './submission-state';
export * from './deadline';
export * from './scoring';
export * from './redaction';
export * from './progress';
export * from './automatic-submission';
export * from './secret-faults';
