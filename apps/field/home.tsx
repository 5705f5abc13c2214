import type { KindDefinition } from '#rooms/field-reports/contract.ts';
import {
  EmergencyButton,
  KindIcon,
  ReportLine,
  words as reportWords,
} from '#rooms/field-reports/field/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import type { View } from '#web/outbox/index.ts';
import { Icon } from '#web/ui/icon.tsx';
import type { OpenPost } from './open-post.ts';
import { words } from './words.ts';

/** Big actions for one thumb, and below them what became of one's reports. */
export function Home(props: { open: OpenPost; view: View; kinds: readonly KindDefinition[] }) {
  const { open, view, kinds } = props;
  const t = useTexts(words);
  const r = useTexts(reportWords);
  return (
    <>
      <nav className="actions" aria-label={t('name')}>
        <a className="action" href="#lapor">
          <KindIcon name="report" size={24} />
          <strong>{t('report')}</strong>
          <span>{t('reportNote')}</span>
        </a>
        <EmergencyButton
          post={open.post}
          outbox={open.outbox}
          onSaved={(id) => {
            location.hash = `#laporan/${id}`;
          }}
        />
        <a className="action" href="#tanya">
          <KindIcon name="ask" size={24} />
          <strong>{t('ask')}</strong>
          <span>{t('askNote')}</span>
        </a>
        <a className="action" href="#ponsel">
          <Icon name="phone" size={24} />
          <strong>{t('phone')}</strong>
          <span>{t('phoneNote')}</span>
        </a>
      </nav>
      <section aria-label={r('list')}>
        <h2 className="list-title">{r('list')}</h2>
        {view.items.length === 0 && (
          <p className="empty">
            <strong>{r('listNone')}</strong>
            <br />
            {r('listNoneText')}
          </p>
        )}
        <ul className="list">
          {view.items.map((item) => (
            <li key={item.id}>
              <ReportLine item={item} view={view} kinds={kinds} href={`#laporan/${item.id}`} />
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
