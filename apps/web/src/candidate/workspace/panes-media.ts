/** Below this width there is room for one pane, and none for the file tree beside the code. */
export const NARROW = '(max-width: 899px)';
