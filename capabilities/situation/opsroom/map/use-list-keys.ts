import { useState } from 'react';
import { useTexts } from '#web/i18n/index.ts';
import { useKeys } from '#web/ui/index.ts';
import { words } from './words.ts';

/** J, K, Enter and E for the one list that is in sight. */
export function useListKeys(
  title: string,
  keys: readonly string[],
  does: { readonly open: (key: string) => void; readonly take?: (key: string) => void },
) {
  const t = useTexts(words);
  const [current, setCurrent] = useState<string | null>(null);
  const at = current === null ? -1 : keys.indexOf(current);
  const move = (by: number) => {
    const next = keys[Math.max(0, Math.min(keys.length - 1, at + by))];
    if (next === undefined) return;
    setCurrent(next);
    document.getElementById(lineId(next))?.scrollIntoView({ block: 'nearest' });
  };
  const chosen = keys[at];
  const { take } = does;
  useKeys(title, [
    { keys: 'J', title: t('keyDown'), run: () => move(1), hint: true },
    { keys: 'K', title: t('keyUp'), run: () => move(-1), hint: true },
    {
      keys: 'Enter',
      title: t('keyOpen'),
      hint: true,
      run: () => chosen !== undefined && does.open(chosen),
    },
    ...(take
      ? [{ keys: 'E', title: t('keyMine'), hint: true, run: () => chosen !== undefined && take(chosen) }]
      : []),
  ]);
  return { current, lineId };
}

function lineId(key: string): string {
  return `wall-line-${key}`;
}
