/** Below this width there is room for one pane. */
export const NARROW = '(max-width: 899px)';

/** From this width there is room for the file tree beside the code. */
export const TREE_ROOM = '(min-width: 1200px)';
