/**
 * The value of `mark`, an attribute that a cell of the list sets, in the row on which the cursor of the table stands: the
 * table names that row to screen readers, and to us. Null where there is none.
 */
export function markOfActiveRow(frame: HTMLElement | null, mark: string): string | null {
  const grid = frame?.querySelector('[role="grid"][aria-activedescendant]');
  const row = document.getElementById(grid?.getAttribute('aria-activedescendant') ?? '');
  return row?.querySelector(`[${mark}]`)?.getAttribute(mark) ?? null;
}
