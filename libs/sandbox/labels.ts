/** Labels on everything that the sandbox creates, so that any process can find and destroy it. */
export const LABELS = {
  /** The slot's id. */
  slot: 'assay.slot',
  role: 'assay.role',
  /** The supervisor's process: an id of its own for each. */
  owner: 'assay.owner',
  /** Unix time in seconds from which anybody may destroy it. */
  lease: 'assay.lease',
  /** Bytes that the container may use at most: what admission counts. */
  memory: 'assay.memory',
  uid: 'assay.uid',
  /** On images of a challenge's base data. */
  data: 'assay.data',
} as const;
