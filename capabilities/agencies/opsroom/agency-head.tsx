import { useTexts } from '#web/i18n/index.ts';
import { Badge } from '#web/ui/index.ts';
import type { AgencyRow } from '../contract.ts';
import { words } from './words.ts';

/** Draws who an agency is and where that is known from. */
export function AgencyHead({ agency }: { agency: AgencyRow }) {
  const t = useTexts(words);
  return (
    <div className="agency-head">
      <span>
        <strong>{agency.name}</strong> <span className="quiet">· {agency.kindName}</span>
      </span>
      {agency.retiredAt ? <Badge shape="ring">{t('retired')}</Badge> : null}
      {agency.letterhead ? <span className="agency-address">{agency.letterhead}</span> : null}
      <span className="quiet small">
        {t('source')}: {agency.source}
      </span>
    </div>
  );
}
