import { useTexts } from '#web/i18n/index.ts';
import { useHref } from '#web/shell/index.ts';
import { AppLink } from '#web/ui/index.ts';
import { words } from './words.ts';

const paths = {
  list: 'hibah',
  timeline: 'hibah/garis-waktu',
  published: 'hibah/angka-terbit',
} as const;

/** The three pages of this room. */
export function Tabs({ current }: { current: keyof typeof paths }) {
  const t = useTexts(words);
  const href = useHref();
  return (
    <nav className="grant-tabs" aria-label={t('tabs')}>
      {(['list', 'timeline', 'published'] as const).map((tab) => (
        <AppLink
          key={tab}
          to={href(paths[tab])}
          current={tab === current}
          className={tab === current ? 'grant-tab grant-tab-here' : 'grant-tab'}
        >
          {t(tab)}
        </AppLink>
      ))}
    </nav>
  );
}
