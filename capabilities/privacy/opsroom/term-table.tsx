import { useAsk, useCommand } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { DataTable } from '#web/table/index.ts';
import { Button, CommandNotice, EmptyState, toast } from '#web/ui/index.ts';
import { countTerms, listTerms, NOTICE_DAYS, readRound } from '../terms-contract.ts';
import { words } from './words.ts';

/** Lewat masa simpan: field by field, what is past its term, what is held, and when it goes. */
export function TermTable() {
  const t = useTexts(words);
  const command = useCommand(countTerms, [listTerms]);
  const count = async () => {
    const answer = await command.run({ body: {} });
    // A count that takes longer tells of its end as anything else that changes this list.
    if (answer !== null) toast(t(answer.jobId === null ? 'counted' : 'counting'));
  };
  return (
    <>
      <p className="privacy-meaning">{t('termsMeaning', { days: String(NOTICE_DAYS) })}</p>
      <Resting />
      <LastCount />
      <CommandNotice command={command} />
      <DataTable
        endpoint={listTerms}
        label={t('terms')}
        rowKey={(row) => row.id}
        lead={['record', 'field']}
        grow={['field']}
        live={['erasure', 'legal-hold']}
        tools={
          <Button icon="refresh" busy={command.busy} onPress={() => void count()}>
            {t('count')}
          </Button>
        }
        empty={<EmptyState icon="clock" title={t('termsNone')} />}
      />
    </>
  );
}

/** While one of the operations votes: on which day the nightly round goes on. */
function Resting() {
  const t = useTexts(words);
  const { instant } = useFormat();
  const round = useAsk(readRound, {});
  useLive(['erasure', 'operation'], [readRound]);
  const until = round.state === 'ready' ? round.data.waitsUntil : null;
  if (until === null) return null;
  return (
    <p className="privacy-counted strong" role="status">
      {t('resting', { day: instant(until) })}
    </p>
  );
}

/** When it was counted last; a dash in every cell before that is no zero. */
function LastCount() {
  const t = useTexts(words);
  const { instant } = useFormat();
  const newest = useAsk(listTerms, { query: { limit: 1, sort: '-countedAt' } });
  useLive(['erasure'], [listTerms]);
  if (newest.state !== 'ready') return null;
  const at = newest.data.rows[0]?.countedAt ?? null;
  return (
    <p className={at === null ? 'privacy-counted strong' : 'privacy-counted quiet'} role="status">
      {at === null ? t('neverCounted') : t('countedAt', { time: instant(at) })}
    </p>
  );
}
