import { useCommand } from '#web/api/index.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { DataTable, type RowOf } from '#web/table/index.ts';
import { Badge, Button, CommandNotice, EmptyState, type Shape, toast } from '#web/ui/index.ts';
import { discard, listErasures } from '../contract.ts';
import { useMayPrepare } from './use-may-prepare.ts';
import { words } from './words.ts';

type Row = RowOf<typeof listErasures>;
const SHAPES: Readonly<Record<Row['state'], Shape>> = {
  prepared: 'ring',
  done: 'half',
  purged: 'circle',
  discarded: 'diamond',
};

export function ErasureTable() {
  const t = useTexts(words);
  const localized = useLocalized();
  const { mayPrepare } = useMayPrepare();
  const command = useCommand(discard, [listErasures]);
  const drop = async (erasureId: string) => {
    if (await command.run({ params: { erasureId }, body: {} })) toast(t('discarded'));
  };
  return (
    <>
      <CommandNotice command={command} />
      <DataTable
        endpoint={listErasures}
        label={t('erasures')}
        rowKey={(row) => row.id}
        lead={['reason']}
        grow={['reason']}
        cells={{
          state: (row) => (
            <Badge shape={SHAPES[row.state]} {...(row.state === 'purged' ? { tone: 'done' as const } : {})}>
              {localized(listErasures.columns.state.choices[row.state])}
            </Badge>
          ),
          doneAt: (row) =>
            row.state === 'prepared' && mayPrepare ? (
              <Button size="s" busy={command.busy} onPress={() => void drop(row.id)}>
                {t('discard')}
              </Button>
            ) : null,
        }}
        live={['erasure']}
        empty={
          <EmptyState icon="trash" title={t('none')} text={t(mayPrepare ? 'noneText' : 'noneReadText')} />
        }
      />
    </>
  );
}
