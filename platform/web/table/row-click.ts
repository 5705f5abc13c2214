import type { MouseEvent } from 'react';

/** What a click on a row asks for. `follow`: whatever was clicked does its own thing. */
export type RowClick = 'open' | 'open-beside' | 'pick' | 'pick-to' | 'follow';

export type RowAbility = { readonly opens: boolean; readonly hasAddress: boolean; readonly picks: boolean };

type Click = Pick<MouseEvent, 'button' | 'shiftKey' | 'ctrlKey' | 'metaKey'>;

/** As lists and links are used everywhere: a click opens, Shift picks up to here, Ctrl and the wheel open a new tab. */
export function rowClick(click: Click, on: 'row' | 'checkbox' | 'control', row: RowAbility): RowClick {
  if (on === 'control') return 'follow';
  if (click.button === 1) return row.hasAddress ? 'open-beside' : 'follow';
  if (click.shiftKey) return row.picks ? 'pick-to' : 'follow';
  if (on === 'checkbox') return 'pick';
  if (click.ctrlKey || click.metaKey) {
    if (row.hasAddress) return 'open-beside';
    return row.picks ? 'pick' : 'follow';
  }
  return row.opens ? 'open' : 'follow';
}

/** Whose click it is: a link or a button inside a row keeps its own; marked text is being read, not opened. */
export function clickedOn(event: MouseEvent): 'row' | 'checkbox' | 'control' {
  const { target, currentTarget } = event;
  if (!(target instanceof Element) || !(currentTarget instanceof Element)) return 'control';
  if (target.closest('.cell-pick')) return 'checkbox';
  if (target.closest('a, button, input, select, textarea, label, [role="button"], [role="link"]'))
    return 'control';
  // What React draws elsewhere (a menu of this row) bubbles here too.
  if (!currentTarget.contains(target)) return 'control';
  const marked = window.getSelection();
  const isMarking =
    marked !== null && !marked.isCollapsed && marked.toString().trim() !== '' && !event.shiftKey;
  return isMarking && marked.containsNode(currentTarget, true) ? 'control' : 'row';
}
