import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { Page, useOperation } from '#web/shell/index.ts';
import { DataTable } from '#web/table/index.ts';
import { Badge, Button, EmptyState, type Shape, type Tone, useGo } from '#web/ui/index.ts';
import { listOpenings, type OpeningRow, type OpeningState } from '../contract.ts';
import './break-glass.css';
import { OpeningDrawer } from './opening-drawer.tsx';
import { TakeDialog } from './take-dialog.tsx';
import { useOwn } from './use-own.ts';
import { words } from './words.ts';

const MARKS: Readonly<Record<OpeningState, { shape: Shape; tone?: Tone }>> = {
  open: { shape: 'triangle', tone: 'alarm' },
  waiting: { shape: 'ring' },
  overdue: { shape: 'square', tone: 'alarm' },
  justified: { shape: 'circle', tone: 'done' },
  'not-justified': { shape: 'diamond', tone: 'alarm' },
};

/** Who took emergency access in this operation, why, what they did, and what somebody else thought of it. */
export function OpeningsPage() {
  const t = useTexts(words);
  const localized = useLocalized();
  const operation = useOperation();
  const [shown, setShown] = useState<OpeningRow | null>(null);
  const states = listOpenings.columns.state.choices;
  return (
    <Page title={t('title')} actions={<Taking />} above={<p className="emergency-meaning">{t('meaning')}</p>}>
      <DataTable
        endpoint={listOpenings}
        params={{ operationId: operation.id }}
        label={t('title')}
        rowKey={(row) => row.id}
        lead={['openedName']}
        grow={['reason']}
        cells={{ state: ({ state }) => <Badge {...MARKS[state]}>{localized(states[state])}</Badge> }}
        onOpen={setShown}
        live={['break-glass']}
        empty={<EmptyState icon="shield" title={t('none')} text={t('noneText')} />}
      />
      {shown === null ? null : (
        <OpeningDrawer key={shown.id} opening={shown} onClose={() => setShown(null)} />
      )}
    </Page>
  );
}

/** The button, where there is something to widen and nothing is open. `?buka=1` presses it. */
function Taking() {
  const t = useTexts(words);
  const go = useGo();
  const operation = useOperation();
  const own = useOwn();
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const [pressed, setPressed] = useState(false);
  if (own === null || own.open !== null) return null;
  if (own.offer === null) return <span className="quiet">{t('nothingWider')}</span>;
  const close = () => {
    setPressed(false);
    if (search.buka !== undefined) go(`/o/${operation.id}/darurat`, { replace: true });
  };
  return (
    <>
      <Button kind="danger" icon="warning" onPress={() => setPressed(true)}>
        {t('take')}
      </Button>
      {pressed || search.buka !== undefined ? <TakeDialog offer={own.offer} onClose={close} /> : null}
    </>
  );
}
