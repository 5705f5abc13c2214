import { useRouterState } from '@tanstack/react-router';
import { useTexts } from '#web/i18n/index.ts';
import { AppLink } from '#web/ui/index.ts';
import './holdings.css';
import { words } from './words.ts';

/** Beneath the sign-in page; on its own page it would lead nowhere. */
export function DoorLink() {
  const t = useTexts(words);
  const here = useRouterState({ select: (state) => state.location.pathname });
  if (here !== '/masuk') return null;
  return (
    <p className="holdings-door">
      <AppLink to="/tentang-data">{t('doorLink')}</AppLink>
    </p>
  );
}
