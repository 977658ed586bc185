import { withBundle, type Mutation } from '../harness/mutation';

export const CLOCK: readonly Mutation[] = [
  {
    family: 'clock',
    without: 'limits on each test and each request',
    attack: 'stops-itself.python',
    by: 'late',
    challenge: (challenge) => {
      const patient = withBundle(
        withBundle(challenge, /options\.timeoutMs \?\? REQUEST_MS/, '120_000'),
        /timeoutMs \?\? TEST_MS/,
        '120_000',
      );
      // The whole's own limit ends it then; less than usual, so that the proof is a short one.
      return {
        ...patient,
        manifest: { ...patient.manifest, limits: { ...patient.manifest.limits, wall: 1_000 } },
      };
    },
  },
];
