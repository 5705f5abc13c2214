import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { DataTable } from '#web/table/index.ts';
import { Button, CommandNotice, EmptyState, toast } from '#web/ui/index.ts';
import { countTerms, listTerms, NOTICE_DAYS } from '../terms-contract.ts';
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
      <CommandNotice command={command} />
      <DataTable
        endpoint={listTerms}
        label={t('terms')}
        rowKey={(row) => row.id}
        lead={['record', 'field']}
        grow={['field', 'why']}
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
