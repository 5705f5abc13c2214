import { useMemo } from 'react';
import { useTexts } from '#web/i18n/index.ts';
import { fingerprintWords } from '#web/sealing/index.ts';
import { type Cells, DataTable, type RowOf } from '#web/table/index.ts';
import { listKeyEvents } from '../contract.ts';
import { words } from './words.ts';

type Row = RowOf<typeof listKeyEvents>;

/** What happened to keys: those of all agencies, and one's own agency's officers. */
export function KeyHistory() {
  const t = useTexts(words);
  const cells = useMemo<Cells<Row>>(
    () => ({
      fingerprint: (row) =>
        row.fingerprint === null ? null : (
          <span title={row.fingerprint}>{fingerprintWords(row.fingerprint).join(' ')}</span>
        ),
      leafHash: (row) => <span title={row.leafHash}>{row.leafHash.slice(0, 16)}…</span>,
    }),
    [],
  );
  return (
    <DataTable
      endpoint={listKeyEvents}
      label={t('history')}
      rowKey={(row: Row) => row.id}
      cells={cells}
      lead={['what', 'agency']}
      grow={['fingerprint', 'officer']}
      live={['seal-key']}
    />
  );
}
