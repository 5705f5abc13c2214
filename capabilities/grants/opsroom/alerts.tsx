import type { ReplyOf } from '#shared/endpoint.ts';
import { useTexts } from '#web/i18n/index.ts';
import type { readGrantTotals } from '../doors-overview.ts';
import { DueBadge, useTrancheName, useYearDay } from './marks.tsx';
import { useRupiah } from './money-text.tsx';
import { words } from './words.ts';

type Alerts = ReplyOf<typeof readGrantTotals>['alerts'];

/** What waits: tranches that are late, due today or soon, most urgent first. */
export function AlertList({ alerts, onOpen }: { alerts: Alerts; onOpen: (grantId: string) => void }) {
  const t = useTexts(words);
  return (
    <section className="grant-alerts">
      <h2>
        {t('urgent')} <span className="quiet">{alerts.length}</span>
      </h2>
      <ul>
        {alerts.map((alert) => (
          <li key={`${alert.grantId} ${alert.ordinal}`}>
            <button type="button" className="grant-alert" onClick={() => onOpen(alert.grantId)}>
              <Alert alert={alert} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Alert({ alert }: { alert: Alerts[number] }) {
  const t = useTexts(words);
  const trancheName = useTrancheName();
  const day = useYearDay();
  const { short } = useRupiah();
  const { recipient, areaName, ordinal, dueDay, state, daysLeft, missing, assumed } = alert;
  return (
    <>
      <span className="grant-alert-line">
        <span className="strong">
          {t(`recipient.${recipient}`)} · {trancheName(ordinal)}
        </span>
        <DueBadge state={state} daysLeft={daysLeft} />
      </span>
      <span>{t('missing', { sum: short(missing) })}</span>
      <span className="quiet">
        {areaName} · {t('dueOn', { day: day(dueDay) })}
        {assumed ? ` (${t('assumedShort')})` : ''}
      </span>
    </>
  );
}
