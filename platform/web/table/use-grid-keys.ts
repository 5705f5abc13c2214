import { type KeyboardEvent, useCallback } from 'react';
import { useTexts } from '../i18n/index.ts';
import { useKeys } from '../ui/index.ts';
import { words } from './words.ts';

export type GridActions = {
  readonly move: (by: number) => void;
  readonly moveTo: (index: number) => void;
  readonly pageRows: number;
  readonly last: number;
  readonly open: () => void;
  /** null: nothing can be picked here. */
  readonly pick: (() => void) | null;
  readonly pickAll: () => void;
  readonly pickNone: () => void;
  readonly search: () => void;
};

/** The letters work anywhere on the page; arrows and Enter where the list has the focus. */
export function useGridKeys(actions: GridActions): (event: KeyboardEvent) => void {
  const t = useTexts(words);
  const picking = [
    { keys: 'X', title: t('keyPick'), run: () => actions.pick?.(), hint: true },
    { keys: 'Ctrl A', title: t('keyPickAll'), run: actions.pickAll },
    { keys: 'Escape', title: t('keyNone'), run: actions.pickNone },
  ];
  useKeys(t('keys'), [
    { keys: 'J', title: t('keyMove'), run: () => actions.move(1), hint: true },
    { keys: 'K', title: t('keyMoveUp'), run: () => actions.move(-1), hint: true },
    { keys: '/', title: t('keySearch'), run: actions.search, hint: true },
    ...(actions.pick ? picking : []),
  ]);
  return useCallback(
    (event) => {
      if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
      const done = stepOf(event.key, actions);
      if (done) event.preventDefault();
    },
    [actions],
  );
}

function stepOf(key: string, actions: GridActions): boolean {
  const steps = new Map<string, () => void>([
    ['ArrowDown', () => actions.move(1)],
    ['ArrowUp', () => actions.move(-1)],
    ['PageDown', () => actions.move(actions.pageRows)],
    ['PageUp', () => actions.move(-actions.pageRows)],
    ['Home', () => actions.moveTo(0)],
    ['End', () => actions.moveTo(actions.last)],
    ['Enter', actions.open],
    [' ', () => actions.pick?.()],
  ]);
  const step = steps.get(key);
  step?.();
  return step !== undefined;
}
