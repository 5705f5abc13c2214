/** Wraps what marks a row, so that a key can find which row is the active one. */
export const ROW_MARK = 'data-task';

/** Presses what stands above picked rows, so that a key does the same. False while nothing is picked. */
export function pressBulk(frame: HTMLElement | null, text: string): boolean {
  const buttons = [...(frame?.querySelectorAll<HTMLElement>('.bulk-bar button') ?? [])];
  const button = buttons.find((one) => one.textContent === text);
  button?.click();
  return button !== undefined;
}
