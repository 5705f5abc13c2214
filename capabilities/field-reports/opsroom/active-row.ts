/** Wraps what marks a row, so that a key can find which row is the active one. */
export const ROW_MARK = 'data-report';
