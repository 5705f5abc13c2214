import { useQuery } from '@tanstack/react-query';
import { useAsk } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { Page } from '#web/shell/index.ts';
import { DataTable, type RowOf } from '#web/table/index.ts';
import { Answer, Button, EmptyState, Failed, toast } from '#web/ui/index.ts';
import { Qr } from '#web/ui/qr.tsx';
import { listCheckpoints } from '../contract.ts';
import './audit.css';
import { saveText } from './save-text.ts';
import { AuditTabs, useTabsOffered } from './tabs.tsx';
import { readKey } from './use-proof.ts';
import { words } from './words.ts';

type Row = RowOf<typeof listCheckpoints>;

/** Pengesahan jurnal: what the log says of itself, how to keep that elsewhere, and what it said before. */
export function SealPage() {
  const t = useTexts(words);
  const isOffered = useTabsOffered();
  const newest = useAsk(listCheckpoints, { query: { limit: 1 } });
  return (
    <Page
      title={t('sealTitle')}
      above={isOffered ? <AuditTabs current="pengesahan-jurnal" /> : null}
      form="read"
    >
      <div className="audit-seal">
        <p className="audit-meaning">{t('sealMeaning')}</p>
        <Answer of={newest} rows={5}>
          {({ rows: [row] }) => (row === undefined ? <NoSeal /> : <Newest row={row} />)}
        </Answer>
        <WitnessPart />
        <section>
          <h2>{t('history')}</h2>
          <p className="quiet">{t('historyNote')}</p>
          <div className="audit-history">
            <DataTable
              endpoint={listCheckpoints}
              label={t('history')}
              rowKey={(row) => String(row.size)}
              lead={['size']}
              grow={['root']}
              cells={{ root: (row) => <span className="audit-code">{row.root}</span> }}
              onOpen={copy}
              empty={<NoSeal />}
            />
          </div>
        </section>
      </div>
    </Page>
  );

  function copy(row: Row) {
    void navigator.clipboard.writeText(row.note).then(() => toast(t('copiedSeal', { size: row.size })));
  }
}

function NoSeal() {
  const t = useTexts(words);
  return <EmptyState icon="journal" title={t('noSeal')} text={t('noSealText')} />;
}

function Newest({ row }: { row: Row }) {
  const t = useTexts(words);
  const format = useFormat();
  const copied = () => toast(t('copiedSeal', { size: row.size }));
  return (
    <section className="audit-card">
      <dl className="audit-facts">
        <div>
          <dt className="quiet">{t('sealSize')}</dt>
          <dd className="audit-figure">{format.number(row.size)}</dd>
        </div>
        <div>
          <dt className="quiet">{t('sealAt')}</dt>
          <dd>{format.instant(row.at)}</dd>
        </div>
        <div className="audit-fact-wide">
          <dt className="quiet">{t('sealRoot')}</dt>
          <dd className="audit-code">{row.root}</dd>
        </div>
      </dl>
      <pre className="audit-bytes">{row.note}</pre>
      <div className="audit-buttons">
        <Button kind="primary" onPress={() => void navigator.clipboard.writeText(row.note).then(copied)}>
          {t('copySeal')}
        </Button>
        <Button icon="download" onPress={() => saveText(`rakor-checkpoint-${row.size}.txt`, row.note)}>
          {t('saveCheckpoint')}
        </Button>
      </div>
    </section>
  );
}

/** The key to hand over in person, and the command that watches from elsewhere. */
function WitnessPart() {
  const t = useTexts(words);
  const key = useQuery({ queryKey: ['audit.key'], queryFn: ({ signal }) => readKey(signal) });
  const text = key.data ?? '';
  if (key.error) return <Failed error={key.error} retry={() => void key.refetch()} />;
  return (
    <section className="audit-card audit-witness">
      <div className="audit-witness-words">
        <h2>{t('witness')}</h2>
        <p>{t('witnessText')}</p>
        <pre className="audit-bytes">{`./rakor journal witness --url ${location.origin} --store ${t('folder')} --key '${text}'`}</pre>
        <h2>{t('key')}</h2>
        <p>{t('keyText')}</p>
        <p className="audit-code">{text}</p>
        <div className="audit-buttons">
          <Button onPress={() => void navigator.clipboard.writeText(text).then(() => toast(t('copied')))}>
            {t('copyKey')}
          </Button>
        </div>
      </div>
      {text === '' ? null : <Qr className="audit-qr" text={text} label={t('keyQr')} />}
    </section>
  );
}
