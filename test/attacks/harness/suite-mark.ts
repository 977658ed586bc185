/** Words of the vault's suite that no request carries: what prints them has read the suite. */
export const SUITE_MARK = 'the walrus counts the lanterns twice';
