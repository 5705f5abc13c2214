import { levelOf } from '#shared/area-code.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { Badge, type Shape, type Tone } from '#web/ui/index.ts';
import { type OutreachState, stateWords } from '../contract.ts';
import { words } from './words.ts';

const states: Record<OutreachState, { shape: Shape; tone: Tone }> = {
  planned: { shape: 'ring', tone: 'accent' },
  held: { shape: 'circle', tone: 'done' },
  cancelled: { shape: 'square', tone: 'quiet' },
};

/** What became of it; one whose time is over without a word stands out. */
export function StateBadge({ state, unlogged }: { state: OutreachState; unlogged: boolean }) {
  const t = useTexts(words);
  const localized = useLocalized();
  if (unlogged)
    return (
      <span title={t('unloggedNote')}>
        <Badge shape="triangle" tone="alarm">
          {t('unlogged')}
        </Badge>
      </span>
    );
  return <Badge {...states[state]}>{localized(stateWords[state])}</Badge>;
}

export function StagedNote() {
  const t = useTexts(words);
  return (
    <span className="quiet small" title={t('stagedNote')}>
      {t('staged')}
    </span>
  );
}

/** A kecamatan says that it is one, because it is often called like one of its kelurahan. */
export function WhichArea({ code, name }: { code: string; name: string }) {
  const t = useTexts(words);
  return <>{levelOf(code) === 'district' ? t('district', { name }) : name}</>;
}
