import type { ReactNode } from 'react';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { DataTable } from '#web/table/index.ts';
import { Badge, EmptyState } from '#web/ui/index.ts';
import { listPeriods, listStrengthParts, listStrengths } from '../revisions.ts';
import { words } from './words.ts';

/** What names a statement on a phone. */
const LEAD_PERIOD = ['firstDay', 'lastDay'];
const LEAD_STRENGTH = ['statedOn', 'computedTotal'];
const LEAD_PART = ['force', 'duty', 'count'];

type InOperation = { readonly operationId: string };

export function PeriodTable({ operationId }: InOperation) {
  const t = useTexts(words);
  return (
    <DataTable
      endpoint={listPeriods}
      label={t('period')}
      params={{ operationId }}
      prefix="w"
      rowKey={(row) => row.id}
      lead={LEAD_PERIOD}
      cells={{
        inForce: (row) => <Standing inForce={row.inForce} />,
        difference: (row) => <Difference value={row.difference} />,
        source: (row) => <SourceLink text={row.source} url={row.sourceUrl} />,
      }}
      live={['operation']}
    />
  );
}

export function StrengthTable({ operationId }: InOperation) {
  const t = useTexts(words);
  return (
    <DataTable
      endpoint={listStrengths}
      label={t('strength')}
      params={{ operationId }}
      prefix="k"
      rowKey={(row) => row.id}
      lead={LEAD_STRENGTH}
      cells={{
        inForce: (row) => <Standing inForce={row.inForce} />,
        difference: (row) => <Difference value={row.difference} />,
        source: (row) => <SourceLink text={row.source} url={row.sourceUrl} />,
      }}
      live={['operation']}
      empty={<EmptyState icon="user" title={t('noneYet')} text={t('noneYetText')} />}
    />
  );
}

export function PartTable({ operationId }: InOperation) {
  const t = useTexts(words);
  return (
    <DataTable
      endpoint={listStrengthParts}
      label={t('parts')}
      params={{ operationId }}
      prefix="r"
      lead={LEAD_PART}
      rowKey={(row) => `${row.strengthId} ${row.force} ${row.duty} ${row.count} ${row.source}`}
      live={['operation']}
      empty={<EmptyState icon="user" title={t('noneYet')} text={t('noneYetText')} />}
    />
  );
}

function Standing({ inForce }: { inForce: 'yes' | 'no' }): ReactNode {
  const t = useTexts(words);
  return inForce === 'yes' ? (
    <Badge shape="circle" tone="done">
      {t('inForce')}
    </Badge>
  ) : (
    <span className="quiet">{t('notInForce')}</span>
  );
}

/** A figure that its own parts contradict is flagged by shape, colour and word. */
function Difference({ value }: { value: number | null }): ReactNode {
  const { number } = useFormat();
  if (value === null || value === 0) return <span className="quiet">{value === 0 ? '0' : '–'}</span>;
  return (
    <Badge shape="triangle" tone="alarm">
      {`${value > 0 ? '+' : '−'}${number(Math.abs(value))}`}
    </Badge>
  );
}

function SourceLink({ text, url }: { text: string; url: string | null }): ReactNode {
  if (!url) return text;
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {text}
    </a>
  );
}
