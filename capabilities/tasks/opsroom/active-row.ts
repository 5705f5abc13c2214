/** Wraps what marks a row, so that a key can find which row is the active one. */
export const ROW_MARK = 'data-task';

/** The task on whose row the cursor of the table stands; the table names that row to screen readers, and to us. */
export function activeTask(frame: HTMLElement | null): string | null {
  const grid = frame?.querySelector('[role="grid"][aria-activedescendant]');
  const row = document.getElementById(grid?.getAttribute('aria-activedescendant') ?? '');
  return row?.querySelector(`[${ROW_MARK}]`)?.getAttribute(ROW_MARK) ?? null;
}

/** Presses what stands above picked rows, so that a key does the same. False while nothing is picked. */
export function pressBulk(frame: HTMLElement | null, text: string): boolean {
  const buttons = [...(frame?.querySelectorAll<HTMLElement>('.bulk-bar button') ?? [])];
  const button = buttons.find((one) => one.textContent === text);
  button?.click();
  return button !== undefined;
}
