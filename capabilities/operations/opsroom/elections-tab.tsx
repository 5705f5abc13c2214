import { Fragment, useState } from 'react';
import { useAsk } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { useMay } from '#web/shell/index.ts';
import { DataTable, type RowOf } from '#web/table/index.ts';
import { Answer, Badge, Button, EmptyState, StandingNote } from '#web/ui/index.ts';
import { readOperation } from '../contract.ts';
import { listElections } from '../elections.ts';
import { ElectionForm } from './election-form.tsx';
import { PhaseForm, phases } from './phase-form.tsx';
import { words } from './words.ts';

type InOperation = { readonly operationId: string };

/** Pemilihan yang diamankan, and the phases of the operation. */
export function ElectionsTab({ operationId }: InOperation) {
  const t = useTexts(words);
  const mayRevise = useMay('operation.revise');
  const [opened, setOpened] = useState<RowOf<typeof listElections> | null>(null);
  return (
    <>
      <Phases operationId={operationId} />
      <DataTable
        endpoint={listElections}
        label={t('elections')}
        params={{ operationId }}
        prefix="p"
        rowKey={(row) => row.key}
        {...(mayRevise ? { onOpen: setOpened } : {})}
        cells={{
          state: (row) => (
            <Badge
              shape={row.state === 'secured' ? 'circle' : 'square'}
              tone={row.state === 'secured' ? 'done' : 'quiet'}
            >
              {t(row.state)}
            </Badge>
          ),
        }}
        live={['operation']}
        empty={<EmptyState icon="flag" title={t('noneYet')} text={t('noneYetText')} />}
      />
      {opened ? (
        <ElectionForm
          key={opened.key}
          operationId={operationId}
          election={opened}
          onClose={() => setOpened(null)}
        />
      ) : null}
    </>
  );
}

function Phases({ operationId }: InOperation) {
  const t = useTexts(words);
  const { day } = useFormat();
  const mayRevise = useMay('operation.revise');
  const card = useAsk(readOperation, { params: { operationId } });
  useLive(['operation'], [readOperation]);
  const [isWriting, setWriting] = useState(false);
  return (
    <section className="ops-phases">
      <Answer of={card} rows={2}>
        {({ phases: known }) => (
          <>
            <dl className="ops-facts">
              {phases.map((phase) => {
                const stated = known.find((each) => each.phase === phase);
                return (
                  <Fragment key={phase}>
                    <dt>{t(`phase.${phase}`)}</dt>
                    <dd>
                      {stated ? (
                        <>
                          {day(stated.firstDay)} – {day(stated.lastDay)}{' '}
                          <StandingNote standing={stated.standing} />
                        </>
                      ) : (
                        <span className="quiet">{t('phaseNone')}</span>
                      )}
                    </dd>
                  </Fragment>
                );
              })}
            </dl>
            {mayRevise ? (
              <Button size="s" icon="edit" onPress={() => setWriting(true)}>
                {t('statePhase')}
              </Button>
            ) : null}
            {isWriting ? (
              <PhaseForm operationId={operationId} known={known} onClose={() => setWriting(false)} />
            ) : null}
          </>
        )}
      </Answer>
    </section>
  );
}
