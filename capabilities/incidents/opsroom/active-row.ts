/** Wraps what marks a row, so that a key can find which row is the active one. */
export const ROW_MARK = 'data-incident';

/** The incident on whose row the cursor of the table stands; the table names that row to screen readers, and to us. */
export function activeIncident(frame: HTMLElement | null): string | null {
  const grid = frame?.querySelector('[role="grid"][aria-activedescendant]');
  const row = document.getElementById(grid?.getAttribute('aria-activedescendant') ?? '');
  return row?.querySelector(`[${ROW_MARK}]`)?.getAttribute(ROW_MARK) ?? null;
}
