import { useAsk } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { useHref, useOperation } from '#web/shell/index.ts';
import { AppLink, Icon } from '#web/ui/index.ts';
import { readOperation } from '../contract.ts';
import { words } from './operator-words.ts';

/** On the start page of an operation that may not run yet: why, and where it is decided. */
export function AdmissionCard() {
  const t = useTexts(words);
  const href = useHref();
  const { id: operationId } = useOperation();
  const card = useAsk(readOperation, { params: { operationId } });
  useLive(['operation'], [readOperation]);
  if (card.state !== 'ready' || card.data.admittedAt !== null) return null;
  return (
    <section className="ops-admission">
      <div className="notice notice-alarm">
        <Icon name="lock" size={16} />
        <div>
          <p className="strong">{t('banner')}</p>
          <AppLink to={`${href('operasi')}?tab=operator`}>{t('bannerLink')}</AppLink>
        </div>
      </div>
    </section>
  );
}
