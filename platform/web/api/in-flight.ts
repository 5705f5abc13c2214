let underWay = 0;

/** Counts a command from when it is told until somebody answered for good; a reload would lose it. */
export async function whileUnderWay<T>(work: () => Promise<T>): Promise<T> {
  underWay += 1;
  try {
    return await work();
  } finally {
    underWay -= 1;
  }
}

/** Whether a command of this page was told and not answered yet. */
export function hasUnderWay(): boolean {
  return underWay > 0;
}
